package dev.gangway.core.fuzz;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Everything that is fuzzed. */
final class FuzzTargets {
    private FuzzTargets() {}

    /** @param folder an empty folder to write files to */
    static List<FuzzTarget> all(Path folder) {
        var targets = new ArrayList<FuzzTarget>(List.of(new PhpTarget(), new JsonTarget()));
        for (String file : List.of("map.xml", "settings.xml", "groups.xml", "class-map.xml", "config.xml")) {
            targets.add(new FileTarget(file, folder, corpus()));
        }
        targets.add(new PhpArrayTarget(folder));
        targets.add(new HandlerTarget("SerializeToJson", "a:1:{i:0;s:1:\"a\";}", "{\"a\":1}", ""));
        targets.add(new HandlerTarget(
                "SerializeToJson\\SalesOrderItem",
                "a:2:{s:7:\"options\";a:1:{i:0;a:2:{s:11:\"option_type\";s:4:\"file\";s:12:\"option_value\";s:6:\"a:0:{}\";}}"
                        + "s:27:\"bundle_selection_attributes\";s:2:\"N;\";}"));
        targets.add(new HandlerTarget(
                "Rule\\SerializedData",
                "a:2:{s:4:\"type\";s:3:\"a/b\";s:10:\"conditions\";a:1:{i:0;a:1:{s:4:\"type\";s:3:\"x/y\";}}}"));
        targets.add(new HandlerTarget(
                "Placeholder",
                "{{widget type=\"a/b\" template=\"a/b.phtml\"}} {{block type='x/y'\n template=\"q\"}}",
                "{{block type='x/" + "A".repeat(200_000) + "}}"));
        targets.add(new HandlerTarget("ConvertIp", "127.0.0.1", "::ffff:1.2.3.4", "2001:db8::1"));
        targets.add(new HandlerTarget("Encrypt", "0:2:0123456789abcdef0123456789abcdef:AAAA", "AAAAAAAAAAA="));
        targets.add(new HandlerTarget("ConvertDateFormat", "<date_format>medium</date_format>"));
        targets.add(
                new HandlerTarget("VisualMerchandiser\\SmartAttribute", "a:1:{i:0;a:1:{s:5:\"value\";s:3:\">=5\";}}"));
        return targets;
    }

    private static Path corpus() {
        try {
            return Path.of(Objects.requireNonNull(FuzzTargets.class.getResource("/wrong"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
