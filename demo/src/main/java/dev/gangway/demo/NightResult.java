package dev.gangway.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/**
 * How the night went: what was shown, one after the other, up to the first that did not hold.
 *
 * @param rehearsedMs how long the rehearsal kept writes out; -1 when it did not come so far
 * @param fencedMs the same of the switch
 */
record NightResult(String title, List<Scene> scenes, long rehearsedMs, long fencedMs, Duration took) {
    NightResult {
        scenes = List.copyOf(scenes);
    }

    /**
     * One thing that was shown.
     *
     * @param holds true when it was as it must be
     * @param text what a person wants to know of it
     */
    record Scene(String name, boolean holds, String text, Duration took) {}

    boolean holds() {
        return !scenes.isEmpty() && scenes.stream().allMatch(Scene::holds);
    }

    String text() {
        var out = new StringBuilder();
        out.append("%-22s %s%n".formatted("The night of the switch", title));
        for (Scene scene : scenes) {
            out.append("%-22s %6.1f s  %s%s%n"
                    .formatted(
                            scene.name(),
                            scene.took().toMillis() / 1000.0,
                            scene.holds() ? "" : "FAILED: ",
                            scene.text().replace("\n", "\n" + " ".repeat(33))));
        }
        if (rehearsedMs >= 0) {
            out.append("%-22s rehearsed %,d ms, switched %s%n"
                    .formatted("Writes kept out", rehearsedMs, fencedMs < 0 ? "-" : "%,d ms".formatted(fencedMs)));
        }
        out.append("%-22s %s, %.1f s"
                .formatted("Result", holds() ? "everything holds" : "FAILED, see above", took.toMillis() / 1000.0));
        return out.toString();
    }

    String json() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("title", title)
                .put("holds", holds())
                .put("rehearsedMs", rehearsedMs)
                .put("fencedMs", fencedMs)
                .put("tookMs", took.toMillis());
        var all = root.putArray("scenes");
        scenes.forEach(scene -> all.addObject()
                .put("name", scene.name())
                .put("holds", scene.holds())
                .put("text", scene.text())
                .put("tookMs", scene.took().toMillis()));
        return root.toPrettyString();
    }
}
