package dev.gangway.app.wiring;

/** Text for XML files that people read. */
public final class XmlText {
    private XmlText() {}

    /** For element content and attribute values. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** For comments, which must not hold two dashes in a row nor end with one. */
    public static String comment(String text) {
        String apart = text;
        while (apart.contains("--")) {
            apart = apart.replace("--", "- -");
        }
        return "<!-- " + apart + (apart.endsWith("-") ? "." : "") + " -->";
    }
}
