package dev.gangway.bulkloader.orphan;

import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import java.util.function.Predicate;

/** Which tables are asked for orphans: with strict compatibility all, otherwise those that some step may carry. */
public final class OrphanScope {
    private OrphanScope() {}

    /** A step may carry a table when one of the maps leads it to a table of the target. */
    public static Predicate<Table> of(RuleFiles rules, Schema target, Compatibility compatibility) {
        if (compatibility == Compatibility.STRICT) {
            return table -> true;
        }
        return table -> rules.maps().stream().anyMatch(name -> leads(rules, name, table, target));
    }

    private static boolean leads(RuleFiles rules, OptionName name, Table table, Schema target) {
        return rules.map(name)
                .mappedDocument(table.name(), Side.SOURCE)
                .filter(target::has)
                .isPresent();
    }
}
