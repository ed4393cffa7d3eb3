package dev.gangway.derivations.cleaning;

import dev.gangway.core.config.StepKind;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import java.util.List;

/** The derivations of the last step of a load, which come behind all others: they take out what others wrote. */
public final class LastCleanings {

    private LastCleanings() {}

    /** None when the rule files do not name the tables. */
    public static List<Derivation> of(DerivationContext context) {
        var structure = new AttributedTables(context);
        return List.<Derivation>of(
                        new ProductValues(context, structure),
                        CleanedRows.ofAttributes(context, structure),
                        CleanedRows.ofChildren(context, structure),
                        CleanedRows.ofRootCategory(context))
                .stream()
                .filter(derivation -> !derivation.outputs().isEmpty())
                .toList();
    }

    /** True for the last step's: rows of the tables that a derivation writes are those of routes, less or more some. */
    public static boolean isOne(Derivation derivation) {
        return derivation.step() == StepKind.POST_PROCESSING;
    }
}
