package dev.gangway.core.config;

import dev.gangway.core.problem.NearestName;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.xml.Shape;
import dev.gangway.core.xml.XmlNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code <steps>} elements; steps of one title within a mode are merged at the place of the first. */
final class StepsReader {
    private static final String[] STAGES = {"integrity", "data", "delta", "volume"};

    private final Problems problems;
    private final Shape shape;

    StepsReader(Problems problems) {
        this.problems = problems;
        this.shape = new Shape(problems);
    }

    Map<Mode, List<StepConfig>> read(List<XmlNode> blocks) {
        Map<Mode, Map<String, StepConfig>> modes = new EnumMap<>(Mode.class);
        for (XmlNode block : blocks) {
            shape.attributes(block, "mode");
            Optional<Mode> mode = mode(block);
            for (XmlNode step : shape.children(block, "step")) {
                Optional<StepConfig> read = step(step);
                if (mode.isPresent() && read.isPresent()) {
                    modes.computeIfAbsent(mode.get(), key -> new LinkedHashMap<>())
                            .merge(read.get().title(), read.get(), StepsReader::merged);
                }
            }
        }
        Map<Mode, List<StepConfig>> steps = new EnumMap<>(Mode.class);
        modes.forEach((mode, byTitle) -> steps.put(mode, new ArrayList<>(byTitle.values())));
        return steps;
    }

    private Optional<Mode> mode(XmlNode block) {
        Optional<String> word = shape.requiredAttribute(block, "mode");
        Optional<Mode> mode = word.flatMap(Mode::ofWord);
        if (word.isPresent() && mode.isEmpty()) {
            problems.error(
                    block.place(),
                    "Unknown mode \"%s\"%s".formatted(word.get(), NearestName.hint(word.get(), Mode.words())));
        }
        return mode;
    }

    private Optional<StepConfig> step(XmlNode step) {
        shape.attributes(step, "title");
        Map<Stage, StageConfig> stages = new EnumMap<>(Stage.class);
        List<XmlNode> found = shape.children(step, STAGES);
        for (XmlNode stage : found) {
            stage(stage).ifPresent(config -> {
                if (stages.put(config.stage(), config) != null) {
                    problems.warning(
                            stage.place(),
                            "<%s> is given twice in this step; this one wins, remove the other"
                                    .formatted(stage.name()));
                }
            });
        }
        if (step.children().isEmpty()) {
            problems.warning(step.place(), "This step has no stage and does nothing; remove it or give it one");
        }
        Optional<String> title = shape.requiredAttribute(step, "title");
        return stages.isEmpty() ? Optional.empty() : title.map(t -> new StepConfig(t, step.place(), stages));
    }

    private Optional<StageConfig> stage(XmlNode node) {
        Optional<String> text = shape.text(node);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Stage stage = Stage.ofWord(node.name());
        String className = text.get().strip();
        Optional<StageConfig.Named> named =
                StepKind.ofClassName(className.startsWith("\\") ? className.substring(1) : className);
        if (named.isEmpty()) {
            problems.error(node.place(), unknown(className, stage));
            return Optional.empty();
        }
        StepKind kind = named.get().kind();
        String simpleName = named.get().simpleName();
        if (!kind.canDo(simpleName, stage)) {
            problems.error(
                    node.place(),
                    "%s cannot do the stage <%s>%s"
                            .formatted(
                                    className, node.name(), NearestName.hint(className, StepKind.classNames(stage))));
            return Optional.empty();
        }
        return Optional.of(new StageConfig(stage, kind, simpleName, node.place()));
    }

    private static String unknown(String className, Stage stage) {
        String hint = NearestName.of(className, StepKind.classNames(stage))
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse("; only the steps of Magento's own tool are known, such as Migration\\Step\\Map\\Data");
        return "Unknown step class \"" + className + "\"" + hint;
    }

    private static StepConfig merged(StepConfig first, StepConfig later) {
        Map<Stage, StageConfig> stages = new EnumMap<>(Stage.class);
        stages.putAll(first.stages());
        stages.putAll(later.stages());
        return new StepConfig(first.title(), first.place(), stages);
    }
}
