package dev.gangway.app.run;

import dev.gangway.mysql.state.Cutover;
import dev.gangway.mysql.state.Cutover.Outcome;
import dev.gangway.mysql.state.CutoverStore;
import dev.gangway.mysql.state.StateSchema;

/** Tells which shop takes orders, by what cutovers have left in the state. */
final class ShopWriter {
    static final String MAGENTO_1 = "Magento 1";

    private ShopWriter() {}

    /** For a sentence: one of the shops, or nobody while the source is fenced. */
    static String of(StateSchema state) {
        return new CutoverStore(state).last().map(ShopWriter::of).orElse(MAGENTO_1);
    }

    private static String of(Cutover last) {
        if (!last.rehearsal() && last.outcome() == Outcome.SWITCHED) {
            return "Magento 2";
        }
        return last.fence().mayStand() ? "nobody, the source is fenced" : MAGENTO_1;
    }
}
