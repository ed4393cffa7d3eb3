package dev.gangway.core.config;

import java.util.List;
import java.util.Optional;

/**
 * A name that is not read any more, or never was though people write it: what stands for it now.
 *
 * @param element where it stands, such as {@code sink}; a name of {@code options} is an element, every other may be an attribute
 * @param now the name in the same element that replaces it; empty when it is to be left out or moved
 * @param option the option it has moved to
 * @param why what stands for it, or why nothing is lost by leaving it out
 */
public record RetiredName(String element, String name, Optional<String> now, Option option, String why) {

    /** The option that a name of a database has moved to, for either side. */
    public enum Option {
        NONE("", ""),
        PREFIX("source_prefix", "dest_prefix"),
        INIT_STATEMENTS("init_statements_source", "init_statements_destination");

        private final String source;
        private final String destination;

        Option(String source, String destination) {
            this.source = source;
            this.destination = destination;
        }

        public String of(String side) {
            return side.equals("source") ? source : destination;
        }
    }

    private static final String NOT_READ = "Magento's tool never read it, nor is it read here";
    private static final String BY_ITSELF = "the steps know these tables and attributes themselves";

    private static final List<RetiredName> ALL = List.of(
            renamed("database", "username", "user"),
            renamed("database", "pass", "password"),
            renamed("database", "passwd", "password"),
            renamed("database", "dbname", "name"),
            renamed("database", "database", "name"),
            renamed("database", "schema", "name"),
            renamed("database", "hostname", "host"),
            renamed("database", "sslmode", "ssl_mode"),
            renamed("database", "ca", "ssl_ca"),
            renamed("database", "cert", "ssl_cert"),
            renamed("database", "key", "ssl_key"),
            socket("socket"),
            socket("unix_socket"),
            moved("initStatements", Option.INIT_STATEMENTS),
            moved("prefix", Option.PREFIX),
            removed("database", "charset", "connections are utf8mb4 always"),
            removed("database", "driver", NOT_READ),
            removed("database", "engine", NOT_READ),
            removed("database", "model", NOT_READ),
            removed("database", "type", NOT_READ),
            removed("database", "active", NOT_READ),
            removed("database", "timeout", NOT_READ),
            removed("database", "ssl_verify", "ssl_mode=\"verify_ca\" or \"verify_identity\" says it"),
            removed("source", "version", "the option edition_number says the release"),
            removed("destination", "version", NOT_READ),
            renamed("control", "host", "bind"),
            removed("sink", "threads", "one ordered transaction leaves no choice of it"),
            removed("sink", "max-delay-ms", "a batch ends with the changes that are there"),
            removed("sink", "conflict-policy", "the newest change wins and the other row is parked"),
            removed("options", "bulk_size", "chunk-rows and memory-bytes of <bulk> do its work"),
            removed("options", "progress_bar_format", "progress is shown as lines"),
            removed("options", "resource_adapter_class_name", "servers are known by what they say of themselves"),
            removed("options", "delta_document_groups_file", BY_ITSELF),
            removed("options", "order_grids_document_groups_file", BY_ITSELF),
            removed("options", "visual_merchandiser_attribute_groups", BY_ITSELF),
            removed("options", "auto_resolve", "--auto on the command line says it"));

    private static RetiredName renamed(String element, String name, String now) {
        return new RetiredName(element, name, Optional.of(now), Option.NONE, "write " + now);
    }

    private static RetiredName socket(String name) {
        return new RetiredName(
                "database", name, Optional.of("host"), Option.NONE, "write host (a value with a slash is a socket)");
    }

    private static RetiredName moved(String name, Option option) {
        String options = option.of("source") + " or " + option.of("destination");
        return new RetiredName("database", name, Optional.empty(), option, "write the option " + options);
    }

    private static RetiredName removed(String element, String name, String why) {
        return new RetiredName(element, name, Optional.empty(), Option.NONE, why);
    }

    /** What a person has to do about it. */
    public String advice() {
        boolean isToGo = now.isEmpty() && option == Option.NONE;
        return isToGo ? "remove it: " + why : why;
    }

    /** All of them, in the order in which they are told. */
    public static List<RetiredName> all() {
        return ALL;
    }

    public static Optional<RetiredName> find(String element, String name) {
        return ALL.stream()
                .filter(retired -> retired.element.equals(element) && retired.name.equals(name))
                .findFirst();
    }
}
