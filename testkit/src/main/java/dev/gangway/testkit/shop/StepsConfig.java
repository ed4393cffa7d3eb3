package dev.gangway.testkit.shop;

import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.problem.Problems;
import dev.gangway.mysql.connect.DatabaseConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a migration that has just some steps of one mode: for tests that make a few tables of their own.
 * Immutable.
 *
 * @param mode the mode that has the steps
 * @param steps the {@code step} elements
 * @param source where the rows come from; its prefix becomes an option
 * @param target where they go; its name gives the source-id
 * @param options further options and their values
 * @param bulk the attributes of the {@code bulk} element
 */
public record StepsConfig(
        Mode mode,
        String steps,
        DatabaseConfig source,
        DatabaseConfig target,
        Map<String, String> options,
        Map<String, String> bulk) {
    /** A map that leaves every table as it is. */
    public static final String NO_RULES = map("", "");

    private static final String MAP_STEP = """
            <step title="Map Step">
                <integrity>Migration\\Step\\Map\\Integrity</integrity>
                <data>Migration\\Step\\Map\\Data</data>
                <volume>Migration\\Step\\Map\\Volume</volume>
            </step>
            """;
    private static final String CONFIG = """
            <config source-id="%s">
                <steps mode="%s">%s</steps>
                <source>%s</source>
                <destination>%s</destination>
                <options><map_file>map.xml</map_file>%s</options>
                <bulk%s/>
            </config>
            """;

    public StepsConfig {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        bulk = Collections.unmodifiableMap(new LinkedHashMap<>(bulk));
    }

    /** Given steps, without further options. */
    public static StepsConfig of(Mode mode, String steps, DatabaseConfig source, DatabaseConfig target) {
        return new StepsConfig(mode, steps, source, target, Map.of(), Map.of());
    }

    /** The data mode with just the Map step. */
    public static StepsConfig ofMapStep(DatabaseConfig source, DatabaseConfig target) {
        return of(Mode.DATA, MAP_STEP, source, target);
    }

    /** A map with rules for the documents of both sides, as elements. */
    public static String map(String ofSource, String ofTarget) {
        return "<map><source><document_rules>" + ofSource + "</document_rules><field_rules/></source>"
                + "<destination><document_rules>" + ofTarget + "</document_rules></destination></map>";
    }

    public StepsConfig withOption(String name, String value) {
        var more = new LinkedHashMap<>(options);
        more.put(name, value);
        return new StepsConfig(mode, steps, source, target, more, bulk);
    }

    public StepsConfig withBulk(String attribute, String value) {
        var more = new LinkedHashMap<>(bulk);
        more.put(attribute, value);
        return new StepsConfig(mode, steps, source, target, options, more);
    }

    /** Writes the configuration and its map to a folder; returns the configuration's file. */
    public Path write(Path folder, String map) {
        var elements = new StringBuilder();
        prefix(elements, "source_prefix", source);
        prefix(elements, "dest_prefix", target);
        options.forEach((name, value) -> element(elements, name, value));
        var attributes = new StringBuilder();
        bulk.forEach((name, value) ->
                attributes.append(' ').append(name).append("=\"").append(value).append('"'));
        String sourceId = target.name().replace('_', '-');
        try {
            Files.writeString(folder.resolve("map.xml"), map);
            return Files.writeString(
                    folder.resolve("config.xml"),
                    CONFIG.formatted(
                            sourceId, mode.word(), steps, database(source), database(target), elements, attributes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the files and reads them as a user's; a mistake in them is a failure. */
    public MigrationConfig read(Path folder, String map) {
        return read(folder, map, folder);
    }

    /** The same with files of the product's folder, which options may name. */
    public MigrationConfig read(Path folder, String map, Path home) {
        var problems = new Problems();
        var environment = new ConfigEnvironment(Map.of(), home, Optional.of(home));
        Optional<MigrationConfig> config = MigrationConfig.read(write(folder, map), environment, problems);
        return config.filter(read -> problems.all().isEmpty())
                .orElseThrow(
                        () -> new IllegalStateException("The test's configuration has mistakes: " + problems.all()));
    }

    private static void prefix(StringBuilder elements, String option, DatabaseConfig database) {
        if (!database.prefix().isEmpty()) {
            element(elements, option, database.prefix());
        }
    }

    private static void element(StringBuilder elements, String name, String text) {
        elements.append('<')
                .append(name)
                .append('>')
                .append(text)
                .append("</")
                .append(name)
                .append('>');
    }

    private static String database(DatabaseConfig database) {
        return "<database host=\"" + database.host() + "\" port=\"" + database.port() + "\" name=\"" + database.name()
                + "\" user=\"" + database.user() + "\" password=\""
                + database.password().reveal() + "\"/>";
    }
}
