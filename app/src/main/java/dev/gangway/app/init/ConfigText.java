package dev.gangway.app.init;

import dev.gangway.app.wiring.XmlText;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Lays out the configuration file for a person: every value with a comment that says where it comes from. */
final class ConfigText {
    private final Written written;
    private final Path file;
    private final StringBuilder text = new StringBuilder();

    /** {@code file} is where the text will stand: includes are relative to it where that is short. */
    ConfigText(Written written, Path file) {
        this.written = written;
        this.file = file.toAbsolutePath().normalize();
    }

    @Override
    public String toString() {
        text.setLength(0);
        PackTemplate template = PackTemplate.of(written.pack());
        text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        line(
                "",
                XmlText.comment(
                        "Written by gangway init. Each value is marked: given (you said so), detected (found in a database or in a"));
        line(
                "",
                XmlText.comment(
                        "file of the shop), or default. After a change of yours check it with gangway config check."));
        written.headline().forEach(line -> line("", XmlText.comment(line)));
        text.append("<config xmlns:xi=\"http://www.w3.org/2001/XInclude\"")
                .append(written.sourceId()
                        .map(id -> " source-id=\"" + XmlText.escaped(id) + "\"")
                        .orElse(""))
                .append(">\n");
        line(
                "    ",
                XmlText.comment(
                        written.sourceId().isPresent()
                                ? "source-id " + Origin.GIVEN.word()
                                : "source-id " + Origin.DEFAULT.word() + ": from the source database's name"));
        blank();
        line(
                "    ",
                XmlText.comment("Steps and rules of pack " + written.pack().name() + " "
                        + written.packOrigin().word()));
        template.steps().forEach(path -> include("    ", path));
        blank();
        database("source", "The shop as it is", written.source());
        blank();
        database("destination", "The installed Magento 2", written.target());
        blank();
        options(template);
        blank();
        capture();
        text.append("</config>\n");
        return text.toString();
    }

    private void database(String element, String title, List<Setting> settings) {
        line("    ", XmlText.comment(title));
        line("    ", "<" + element + ">");
        for (Setting setting : settings) {
            line("        ", XmlText.comment(setting.name() + " " + setting.mark()));
        }
        line(
                "        ",
                settings.stream()
                        .map(setting -> " " + setting.name() + "=\"" + XmlText.escaped(setting.text()) + "\"")
                        .collect(Collectors.joining("", "<database", "/>")));
        line("    ", "</" + element + ">");
    }

    private void options(PackTemplate template) {
        line("    ", "<options>");
        template.optionFiles().forEach(path -> include("        ", path));
        template.options()
                .forEach((name, value) -> option(new Setting(name, value, written.packOrigin(), "part of the pack")));
        blank();
        written.options().forEach(this::option);
        line("    ", "</options>");
    }

    private void option(Setting setting) {
        String value = XmlText.escaped(setting.text());
        line(
                "        ",
                "<" + setting.name() + ">" + value + "</" + setting.name() + "> " + XmlText.comment(setting.mark()));
    }

    private void capture() {
        line(
                "    ",
                "<capture mode=\"" + written.capture().text() + "\"/> "
                        + XmlText.comment(written.capture().mark()));
        line(
                "    ",
                XmlText.comment("default: rows without a parent stop the load until it is decided: carry or park"));
        line("    ", "<bulk orphans=\"refuse\"/>");
    }

    private void include(String indent, Path path) {
        Path folder = file.getParent();
        boolean below = folder != null && path.startsWith(folder);
        Path href = below && folder != null ? folder.relativize(path) : path;
        line(indent, "<xi:include href=\"" + XmlText.escaped(href.toString()) + "\"/>");
    }

    private void line(String indent, String content) {
        text.append(indent).append(content).append('\n');
    }

    private void blank() {
        text.append('\n');
    }
}
