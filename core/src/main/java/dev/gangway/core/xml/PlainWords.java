package dev.gangway.core.xml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the XML parser's more cryptic reasons into words that help to mend the file; others stay as they are. */
final class PlainWords {
    private static final Pattern PREFIX = Pattern.compile(".*#(?:Element|Attribute)PrefixUnbound\\?([^&]*).*");
    private static final Pattern ATTRIBUTE = Pattern.compile(".*#AttributeNotUnique\\?([^&]*)&(\\S*).*");

    private PlainWords() {}

    static String of(String reason) {
        String oneLine = reason.replaceAll("\\s+", " ").strip();
        Matcher prefix = PREFIX.matcher(oneLine);
        if (prefix.matches()) {
            String name = prefix.group(1);
            String namespace = name.equals("xi") ? XmlParser.XINCLUDE_NAMESPACE : "...";
            return "The prefix %s is not declared; add xmlns:%s=\"%s\" to the first element"
                    .formatted(name, name, namespace);
        }
        Matcher attribute = ATTRIBUTE.matcher(oneLine);
        if (attribute.matches()) {
            return "<%s> has the attribute %s twice".formatted(attribute.group(1), attribute.group(2));
        }
        if (oneLine.startsWith("XML document structures must start and end")) {
            return "The file ends before all elements are closed";
        }
        if (oneLine.startsWith("The processing instruction target matching")) {
            return "Something stands before <?xml ...?>, which must be the very first of the file; remove it";
        }
        if (oneLine.startsWith("Open quote is expected")) {
            return oneLine.replaceFirst("\\.$", "") + "; write the value in straight quotes, as in name=\"value\"";
        }
        if (oneLine.endsWith("must not contain the '<' character.")) {
            return oneLine.replaceFirst("\\.$", "") + "; write &lt;";
        }
        return oneLine;
    }
}
