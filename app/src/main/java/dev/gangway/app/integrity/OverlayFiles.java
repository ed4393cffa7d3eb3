package dev.gangway.app.integrity;

import dev.gangway.app.integrity.Overlay.Entry;
import dev.gangway.app.integrity.Overlay.Part;
import dev.gangway.app.wiring.NewFiles;
import dev.gangway.app.wiring.XmlText;
import dev.gangway.core.config.OptionName;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes an overlay as the rule files that the overlay options name; each rule stands under what it leaves behind. */
final class OverlayFiles {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<!-- Proposed by gangway integrity. Every rule says what is lost by it: read, move what you need\n"
            + "     to rules of your own, and name this file in <%s>. -->\n";

    private final Overlay overlay;
    private final Path file;

    /** {@code file} gets the map; files for classes and attributes are named after it. */
    OverlayFiles(Overlay overlay, Path file) {
        this.overlay = overlay;
        this.file = file;
    }

    /** The files that are needed, by the option that names them. */
    Map<OptionName, Path> names() {
        Map<OptionName, Path> names = new LinkedHashMap<>();
        if (overlay.entries().stream().anyMatch(entry -> entry.part().isMap())) {
            names.put(OptionName.MAP_OVERLAY, file);
        }
        if (has(Part.CLASSES)) {
            names.put(OptionName.CLASS_MAP_OVERLAY, beside("-class-map"));
        }
        if (has(Part.ATTRIBUTES) || has(Part.ATTRIBUTES_TO_IGNORE)) {
            names.put(OptionName.EAV_ATTRIBUTE_GROUPS_OVERLAY, beside("-attributes"));
        }
        return names;
    }

    private boolean has(Part part) {
        return overlay.entries().stream().anyMatch(entry -> entry.part() == part);
    }

    private Path beside(String suffix) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String base = dot <= 0 ? name : name.substring(0, dot);
        return file.resolveSibling(base + suffix + ".xml");
    }

    /**
     * Writes all files that are needed, or none.
     *
     * @throws dev.gangway.core.error.MigrationException FILE_EXISTS unless {@code force}
     */
    void write(boolean force) {
        Map<OptionName, Path> names = names();
        NewFiles.refuseExisting(names.values(), force);
        names.forEach((option, path) -> NewFiles.write(path, text(option)));
    }

    String text(OptionName option) {
        String head = HEAD.formatted(option.word());
        return head
                + switch (option) {
                    case MAP_OVERLAY -> map();
                    case CLASS_MAP_OVERLAY -> "<classmap>\n" + rules(Part.CLASSES, "    ") + "</classmap>\n";
                    default ->
                        "<groups>\n" + group("frontend_input_empty_allowed", Part.ATTRIBUTES)
                                + group("ignore", Part.ATTRIBUTES_TO_IGNORE) + "</groups>\n";
                };
    }

    private String group(String name, Part part) {
        return has(part) ? "    <group name=\"" + name + "\">\n" + rules(part, "        ") + "    </group>\n" : "";
    }

    private String map() {
        return "<map>\n"
                + side("source", Part.SOURCE_DOCUMENTS, Part.SOURCE_FIELDS)
                + side("destination", Part.DESTINATION_DOCUMENTS, Part.DESTINATION_FIELDS)
                + "</map>\n";
    }

    private String side(String name, Part documents, Part fields) {
        return "    <" + name + ">\n" + block("document_rules", documents) + block("field_rules", fields) + "    </"
                + name + ">\n";
    }

    private String block(String name, Part part) {
        String rules = rules(part, "            ");
        return rules.isEmpty() ? "" : "        <" + name + ">\n" + rules + "        </" + name + ">\n";
    }

    private String rules(Part part, String indent) {
        StringBuilder text = new StringBuilder();
        String extension = "";
        for (Entry entry : overlay.entries()) {
            if (entry.part() != part) {
                continue;
            }
            if (!entry.extension().equals(extension)) {
                extension = entry.extension();
                text.append(indent).append(XmlText.comment("=== " + extension)).append('\n');
            }
            text.append(indent).append(XmlText.comment(entry.leftBehind())).append('\n');
            text.append(indent).append(entry.xml()).append('\n');
        }
        return text.toString();
    }
}
