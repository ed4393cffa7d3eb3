package dev.gangway.core.handler;

import dev.gangway.core.handler.HandlerDescription.Example;
import dev.gangway.core.handler.HandlerDescription.Parameter;

/** Writes {@code docs/reference/handlers.md} from what the handlers tell about themselves. */
public final class HandlerReference {
    private static final String HEAD = """
            # Handlers

            Made from the handlers' own descriptions; do not edit by hand: a test compares them and writes this page anew with
            `./mvnw -pl core test -Dtest=HandlerReferenceTest -Dgangway.write-docs=true -Dsurefire.failIfNoSpecifiedTests=false`.

            A rule names a handler as `\\Migration\\Handler\\<name>`, with or without the leading backslash, or just `<name>`. Own
            handlers implement `dev.gangway.core.handler.HandlerFactory` and are found through
            `META-INF/services/dev.gangway.core.handler.HandlerFactory` on the class path.

            "By default" tells what is done better than by the old tool; `compatibility=strict` brings the old behaviour back
            as far as the text in parentheses tells.
            """;

    private HandlerReference() {}

    public static String markdown(HandlerRegistry registry) {
        var out = new StringBuilder(HEAD);
        registry.all().forEach(factory -> describe(factory.description(), out));
        return out.toString();
    }

    private static void describe(HandlerDescription handler, StringBuilder out) {
        out.append("\n## ")
                .append(handler.name())
                .append("\n\n")
                .append(handler.summary())
                .append('\n');
        if (!handler.parameters().isEmpty()) {
            out.append("\n| parameter | meaning | when missing |\n|---|---|---|\n");
            handler.parameters().forEach(parameter -> parameter(parameter, out));
        }
        if (handler.deviation() != null) {
            out.append("\nBy default: ").append(handler.deviation()).append(".\n");
        }
        if (!handler.examples().isEmpty()) {
            out.append("\n| given | before | after |\n|---|---|---|\n");
            handler.examples().forEach(example -> example(example, out));
        }
    }

    private static void parameter(Parameter parameter, StringBuilder out) {
        String missing = parameter.isRequired() ? "an error" : String.valueOf(parameter.whenMissing());
        out.append("| `")
                .append(parameter.name())
                .append("` | ")
                .append(cell(parameter.meaning()))
                .append(" | ")
                .append(cell(missing))
                .append(" |\n");
    }

    private static void example(Example example, StringBuilder out) {
        out.append("| ")
                .append(cell(example.given()))
                .append(" | ")
                .append(code(example.before()))
                .append(" | ")
                .append(code(example.after()))
                .append(" |\n");
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : text.contains("`") ? cell(text) : "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
