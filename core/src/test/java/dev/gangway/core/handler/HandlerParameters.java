package dev.gangway.core.handler;

import java.util.HashMap;
import java.util.Map;

/** Parameters with which handlers that need some can be made in tests that make every handler. */
final class HandlerParameters {
    private static final Map<String, Map<String, String>> NEEDED = Map.ofEntries(
            Map.entry("AddPrefix", Map.of("prefix", "p")),
            Map.entry("ConvertEavValue", Map.of("map", "[a:b]", "attributeCode", "a")),
            Map.entry("FieldCopy", Map.of("fieldCopy", "other")),
            Map.entry("Rule\\NormalizationIds", Map.of("normalizationDocument", "d", "normalizationField", "f")),
            Map.entry("Sequence", Map.of("table", "s")),
            Map.entry(
                    "SerializeToJson\\ConvertWithConditions",
                    Map.of("conditionalField", "code", "conditionalFieldValuesPattern", "/./s")),
            Map.entry("SetHash", Map.of("hash", "crc32", "baseField", "other")),
            Map.entry("SetValueAttributeCondition", Map.of("attributeCode", "a", "value", "v")),
            Map.entry("Timezone", Map.of("offset", "3")));

    private HandlerParameters() {}

    /** Those by handler, with {@code own} beside them or in their place. */
    static Map<String, Map<String, String>> with(Map<String, Map<String, String>> own) {
        var all = new HashMap<>(NEEDED);
        all.putAll(own);
        return Map.copyOf(all);
    }
}
