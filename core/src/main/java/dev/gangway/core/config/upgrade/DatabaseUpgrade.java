package dev.gangway.core.config.upgrade;

import static dev.gangway.core.config.upgrade.Changing.inElement;

import dev.gangway.core.config.RetiredName;
import dev.gangway.core.xml.XmlElement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings {@code <source>} and {@code <destination>} up to date: names, values written as elements, a port beside a socket. */
final class DatabaseUpgrade {
    private static final Set<String> VALUES =
            Set.of("host", "port", "name", "user", "password", "ssl_mode", "ssl_ca", "ssl_cert", "ssl_key");

    private final Changing changing;
    private final Optional<XmlElement> options;
    private final Set<String> taken = new HashSet<>();

    DatabaseUpgrade(Changing changing, Optional<XmlElement> options) {
        this.changing = changing;
        this.options = options.filter(element -> !element.isOneTag());
    }

    void apply(XmlElement side) {
        for (XmlElement.Attribute attribute : side.attributes()) {
            RetiredName.find(side.name(), attribute.name())
                    .ifPresent(retired -> changing.remove(side, attribute, retired.why()));
        }
        side.children("database").forEach(database -> database(side, database));
    }

    private void database(XmlElement side, XmlElement database) {
        taken.clear();
        database.attributes().forEach(attribute -> taken.add(attribute.name()));
        for (XmlElement.Attribute attribute : database.attributes()) {
            RetiredName.find("database", attribute.name())
                    .ifPresent(retired -> attribute(side, database, attribute, retired));
        }
        for (XmlElement child : database.children()) {
            Optional<RetiredName> retired = RetiredName.find("database", child.name());
            if (VALUES.contains(child.name()) || retired.isPresent()) {
                child(side, database, child, retired);
            }
        }
        portBesideSocket(database);
    }

    private void attribute(XmlElement side, XmlElement database, XmlElement.Attribute attribute, RetiredName retired) {
        if (retired.now().isPresent() && taken.add(retired.now().get())) {
            changing.edits().rename(attribute, retired.now().get());
            told(database, database, Change.Kind.RENAMED, retired);
        } else {
            changing.edits().remove(attribute);
            movedOrRemoved(side, database, attribute.value(), retired);
        }
    }

    /** A value that stands in an element of its own is an attribute here. */
    private void child(XmlElement side, XmlElement database, XmlElement child, Optional<RetiredName> retired) {
        changing.edits().remove(child);
        String now = retired.map(name -> name.now().orElse("")).orElse(child.name());
        if (!now.isEmpty() && taken.add(now)) {
            changing.edits().addAttribute(database, now, child.text().strip());
            String what = "<" + child.name() + "> in <database>";
            changing.tell(child, Change.Kind.MOVED, what, now + " of <database>", "values are attributes here");
        } else if (retired.isPresent()) {
            movedOrRemoved(side, child, child.text().strip(), retired.get());
        } else {
            changing.tell(child, Change.Kind.REMOVED, "<" + child.name() + "> in <database>", "", "it is given twice");
        }
    }

    private void movedOrRemoved(XmlElement side, XmlElement at, String value, RetiredName retired) {
        String option = retired.option().of(side.name());
        boolean isFree = !option.isEmpty()
                && options.map(element -> element.children(option))
                        .map(List::isEmpty)
                        .orElse(false)
                && taken.add(option);
        if (isFree) {
            changing.edits().addChild(options.orElseThrow(), option, value);
            changing.tell(
                    at,
                    Change.Kind.MOVED,
                    retired.name() + " of <database>",
                    "<" + option + "> in <options>",
                    "it is an option");
            return;
        }
        String why = retired.now().isPresent() || !option.isEmpty()
                ? retired.now().orElse(option) + " is given too"
                : retired.why();
        changing.tell(at, Change.Kind.REMOVED, retired.name() + " of <database>", "", why);
    }

    private void told(XmlElement owner, XmlElement at, Change.Kind kind, RetiredName retired) {
        String now = inElement(owner, retired.now().orElse(""));
        changing.tell(at, kind, inElement(owner, retired.name()), now, "the same value");
    }

    private void portBesideSocket(XmlElement database) {
        boolean isSocket = database.attribute("host")
                .map(host -> host.value().contains("/"))
                .orElse(false);
        if (isSocket) {
            database.attribute("port")
                    .ifPresent(port -> changing.remove(database, port, "host is a socket, which has no port"));
        }
    }
}
