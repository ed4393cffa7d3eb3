package dev.gangway.core.plan.routes;

import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The tables of the attribute structure: types, sets, groups, attributes, their places, and tables that add columns to attributes. */
public final class EavTables {
    /** Those that every shop has, by the same name in both. */
    public static final Set<String> CORE = Set.of(
            "eav_entity_type", "eav_attribute_set", "eav_attribute_group", "eav_attribute", "eav_entity_attribute");

    private EavTables() {}

    /** Tables of the target by source table; those that extend attributes may have another name there. */
    public static Map<String, String> of(RuleFiles rules, Schema target) {
        MapRules map = rules.map(OptionName.EAV_MAP_FILE);
        var names = new TreeSet<>(CORE);
        names.addAll(rules.groups(OptionName.EAV_DOCUMENT_GROUPS_FILE).group("documents_attribute_extended"));
        var tables = new LinkedHashMap<String, String>();
        for (String name : names) {
            map.mappedDocument(name, Side.SOURCE).filter(target::has).ifPresent(found -> tables.put(name, found));
        }
        return Collections.unmodifiableMap(tables);
    }
}
