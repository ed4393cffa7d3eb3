package dev.gangway.core.config;

import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.xml.Shape;
import dev.gangway.core.xml.XmlNode;
import dev.gangway.core.xml.XmlReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one configuration file in one pass. One use, one thread. */
final class ConfigReader {
    private static final String SOURCE_ID = "source-id";
    private static final String CONTROL = "control";
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final String[] KNOWN = {
        "steps", "source", "destination", "options", SOURCE_ID, "capture", "kafka", "sink", CONTROL, "bulk"
    };

    private final Path file;
    private final ConfigEnvironment environment;
    private final Problems problems;
    private final Shape shape;
    private final FileFinder files;

    ConfigReader(Path file, ConfigEnvironment environment, Problems problems) {
        this.file = file;
        this.environment = environment;
        this.problems = problems;
        this.shape = new Shape(problems);
        this.files = new FileFinder(file, environment);
    }

    Optional<MigrationConfig> read() {
        return config(XmlReader.read(file, problems));
    }

    /** The same for a text that is not in the file yet. */
    Optional<MigrationConfig> read(String text) {
        return config(XmlReader.read(file, text, problems));
    }

    private Optional<MigrationConfig> config(Optional<XmlNode> read) {
        return read.filter(node -> shape.isRoot(node, "config"))
                .map(node -> new Substitution(environment, files, problems).apply(node))
                .flatMap(root -> config(root));
    }

    private Optional<MigrationConfig> config(XmlNode root) {
        shape.attributes(root, SOURCE_ID);
        shape.children(root, KNOWN);
        if (root.children("steps").isEmpty()) {
            problems.error(root.place(), "<config> needs at least one <steps mode=\"...\"> in it");
        }
        Map<Mode, List<StepConfig>> steps = new StepsReader(problems).read(root.children("steps"));
        var connections = new ConnectionReader(problems, files);
        Optional<ConnectionConfig> source = shape.only(root, "source").flatMap(connections::read);
        Optional<ConnectionConfig> destination = shape.only(root, "destination").flatMap(connections::read);
        Optional<Options> options =
                shape.only(root, "options").map(node -> new OptionsReader(problems, files).read(node));
        Optional<String> sourceId = sourceId(root);
        options.ifPresent(present -> requireOptions(root, steps, present));
        var sections = sections(root);
        if (source.isEmpty() || destination.isEmpty() || options.isEmpty()) {
            return Optional.empty();
        }
        Options o = options.get();
        ConnectionConfig from = source.get()
                .with(
                        o.statements(OptionName.INIT_STATEMENTS_SOURCE),
                        o.text(OptionName.SOURCE_PREFIX).orElse(""));
        ConnectionConfig to = destination
                .get()
                .with(
                        o.statements(OptionName.INIT_STATEMENTS_DESTINATION),
                        o.text(OptionName.DEST_PREFIX).orElse(""));
        String id = sourceId.orElseGet(() -> idOf(from.name()));
        return Optional.of(new MigrationConfig(
                file,
                id,
                steps,
                from,
                to,
                o,
                sections.capture,
                sections.kafka,
                sections.sink,
                sections.bulk,
                sections.control));
    }

    private record Sections(
            CaptureConfig capture, KafkaConfig kafka, SinkConfig sink, BulkConfig bulk, ControlConfig control) {}

    private Sections sections(XmlNode root) {
        return new Sections(
                CaptureConfig.from(section(root, "capture", CaptureConfig.NAMES)),
                KafkaConfig.from(section(root, "kafka", KafkaConfig.NAMES), files),
                SinkConfig.from(section(root, "sink", SinkConfig.NAMES)),
                BulkConfig.from(section(root, "bulk", BulkConfig.NAMES)),
                ControlConfig.from(section(root, CONTROL, ControlConfig.NAMES), files));
    }

    private Section section(XmlNode root, String name, String... known) {
        List<XmlNode> found = root.children(name);
        if (found.size() > 1) {
            shape.only(root, name);
        }
        return new Section(name, found.isEmpty() ? null : found.get(0), problems, known);
    }

    private Optional<String> sourceId(XmlNode root) {
        List<XmlNode> elements = root.children(SOURCE_ID);
        Optional<String> attribute = root.attribute(SOURCE_ID);
        Place place = elements.isEmpty() ? root.place() : elements.get(0).place();
        if (elements.size() + (attribute.isPresent() ? 1 : 0) > 1) {
            problems.error(place, "source-id is given twice; remove one");
        }
        Optional<String> id = attribute.or(
                () -> elements.stream().map(XmlNode::text).map(String::strip).findFirst());
        if (id.isPresent() && !ID.matcher(id.get()).matches()) {
            problems.error(
                    place,
                    "\"%s\" is not a source-id; write 1 to 32 lower-case letters, digits and dashes, such as \"%s\""
                            .formatted(id.get(), idOf(id.get())));
        }
        return id;
    }

    /** A valid id that resembles a name. */
    private static String idOf(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
        String cut = plain.substring(0, Math.min(32, plain.length())).replaceAll("-+$", "");
        return cut.isEmpty() ? "shop" : cut;
    }

    /** One problem per option that configured steps need, at the first step that needs it. */
    private void requireOptions(XmlNode root, Map<Mode, List<StepConfig>> steps, Options options) {
        Map<OptionName, StepConfig> needed = new LinkedHashMap<>();
        for (List<StepConfig> ofMode : steps.values()) {
            for (StepConfig step : ofMode) {
                kinds(step).stream()
                        .flatMap(kind -> kind.requiredOptions().stream())
                        .sorted()
                        .forEach(name -> needed.putIfAbsent(name, step));
            }
        }
        XmlNode element = root.child("options").orElse(root);
        needed.forEach((name, step) -> {
            boolean written = element.children(name.word()).stream()
                    .anyMatch(node -> !node.text().isEmpty());
            if (!written && options.text(name).isEmpty()) {
                problems.error(
                        step.place(),
                        "The step \"%s\" needs the option <%s>; add it to <options> or remove the step"
                                .formatted(step.title(), name.word()));
            }
        });
    }

    private static Set<StepKind> kinds(StepConfig step) {
        Set<StepKind> kinds = new LinkedHashSet<>();
        step.stages().values().forEach(stage -> kinds.add(stage.kind()));
        return kinds;
    }
}
