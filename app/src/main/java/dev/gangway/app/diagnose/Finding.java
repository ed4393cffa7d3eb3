package dev.gangway.app.diagnose;

import java.util.List;

/**
 * A fault that was found.
 *
 * @param evidence what shows it
 * @param mends what to do: one after the other where {@code isChoice} is false, one of them where it is true
 */
record Finding(Fault fault, List<String> evidence, List<Mend> mends, boolean isChoice) {

    Finding {
        evidence = List.copyOf(evidence);
        mends = List.copyOf(mends);
    }

    static Finding of(Fault fault, String evidence, Mend... mends) {
        return new Finding(fault, List.of(evidence), List.of(mends), false);
    }

    /** With several ways out, of which one is enough. */
    static Finding choice(Fault fault, String evidence, List<Mend> mends) {
        return new Finding(fault, List.of(evidence), mends, mends.size() > 1);
    }
}
