package dev.gangway.app.integrity;

/** Text for XML files that people read. */
final class Xml {
    private Xml() {}

    /** For element content and attribute values. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** For comments, which must not hold two dashes in a row nor end with one. */
    static String comment(String text) {
        String apart = text;
        while (apart.contains("--")) {
            apart = apart.replace("--", "- -");
        }
        return "<!-- " + apart + (apart.endsWith("-") ? "." : "") + " -->";
    }
}
