package dev.gangway.core.config;

import dev.gangway.core.problem.NearestName;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.xml.Shape;
import dev.gangway.core.xml.XmlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code <database>} element of the source or the destination. */
final class ConnectionReader {
    private static final String[] KNOWN = {
        "host", "port", "name", "user", "password", "ssl_mode", "ssl_ca", "ssl_cert", "ssl_key"
    };

    private record Address(String host, int port, Optional<Path> socket) {}

    private final Problems problems;
    private final Shape shape;
    private final FileFinder files;

    ConnectionReader(Problems problems, FileFinder files) {
        this.problems = problems;
        this.shape = new Shape(problems);
        this.files = files;
    }

    Optional<ConnectionConfig> read(XmlNode side) {
        attributes(side);
        shape.children(side, "database");
        return shape.only(side, "database").flatMap(this::database);
    }

    private Optional<ConnectionConfig> database(XmlNode node) {
        attributes(node, KNOWN);
        children(node);
        Optional<Address> address = shape.requiredAttribute(node, "host").flatMap(host -> address(node, host));
        Optional<String> name = shape.requiredAttribute(node, "name");
        Optional<String> user = shape.requiredAttribute(node, "user");
        ConnectionConfig.Tls tls =
                new ConnectionConfig.Tls(mode(node), pem(node, "ssl_ca"), pem(node, "ssl_cert"), pem(node, "ssl_key"));
        if (address.isEmpty() || name.isEmpty() || user.isEmpty()) {
            return Optional.empty();
        }
        Secret password = node.attribute("password").map(Secret::new).orElse(Secret.EMPTY);
        Address a = address.get();
        return Optional.of(new ConnectionConfig(
                a.host(), a.port(), a.socket(), name.get(), user.get(), password, tls, List.of(), ""));
    }

    private void attributes(XmlNode node, String... known) {
        Map<String, String> others = new LinkedHashMap<>(node.attributes());
        for (String name : node.attributes().keySet()) {
            RetiredName.find(node.name(), name).ifPresent(retired -> {
                problems.error(
                        node.place(),
                        "Unknown attribute %s of <%s>; %s".formatted(name, node.name(), retired.advice()));
                others.remove(name);
            });
        }
        shape.attributes(new XmlNode(node.name(), others, node.texts(), node.children(), node.place()), known);
    }

    /** Some other configurations write as elements what are attributes here. */
    private void children(XmlNode node) {
        List<String> known = List.of(KNOWN);
        List<XmlNode> others = new ArrayList<>();
        for (XmlNode child : node.children()) {
            if (known.contains(child.name())) {
                problems.error(
                        child.place(),
                        "<%s> is an attribute of <database>, not an element; write %s=\"...\" in <database>"
                                .formatted(child.name(), child.name()));
            } else {
                others.add(child);
            }
        }
        shape.children(new XmlNode(node.name(), node.attributes(), node.texts(), others, node.place()));
    }

    private Optional<Address> address(XmlNode node, String host) {
        String port = node.attribute("port").orElse("");
        if (host.contains("/")) {
            if (!port.isEmpty()) {
                problems.error(node.place(), "host is a socket path, so port has no meaning; remove port");
                return Optional.empty();
            }
            return Optional.of(new Address("", 0, Optional.of(Path.of(host))));
        }
        int colon = host.indexOf(':');
        if (colon < 0) {
            return port(node, port).map(p -> new Address(host, p, Optional.empty()));
        }
        if (colon == 0 || host.indexOf(':', colon + 1) >= 0) {
            problems.error(
                    node.place(), "\"" + host + "\" is not a host; write a name or an IPv4 address, as in 10.0.0.5");
            return Optional.empty();
        }
        if (!port.isEmpty()) {
            problems.error(node.place(), "The port is given twice, in host and in port; remove one");
            return Optional.empty();
        }
        return port(node, host.substring(colon + 1))
                .map(p -> new Address(host.substring(0, colon), p, Optional.empty()));
    }

    private Optional<Integer> port(XmlNode node, String text) {
        if (text.isEmpty()) {
            return Optional.of(ConnectionConfig.DEFAULT_PORT);
        }
        if (text.matches("\\d{1,5}")) {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= 65_535) {
                return Optional.of(port);
            }
        }
        problems.error(node.place(), "\"" + text + "\" is not a port; write a number from 1 to 65535");
        return Optional.empty();
    }

    private Optional<TlsMode> mode(XmlNode node) {
        Optional<String> word = node.attribute("ssl_mode").filter(text -> !text.isEmpty());
        Optional<TlsMode> mode = word.flatMap(TlsMode::ofWord);
        if (word.isPresent() && mode.isEmpty()) {
            problems.error(
                    node.place(),
                    "\"%s\" is not an ssl_mode%s".formatted(word.get(), NearestName.hint(word.get(), TlsMode.words())));
        }
        return mode;
    }

    private Optional<Path> pem(XmlNode node, String attribute) {
        Optional<String> name = node.attribute(attribute).filter(text -> !text.isEmpty());
        Optional<Path> file = name.flatMap(files::find);
        if (name.isPresent() && file.isEmpty()) {
            problems.error(
                    node.place(),
                    "The file \"%s\" of %s does not exist; correct its name or remove the attribute"
                            .formatted(name.get(), attribute));
        }
        return file;
    }
}
