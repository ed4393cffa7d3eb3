package dev.gangway.app.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which releases a shop may be of.
 *
 * @param from the first release that has everything that was found; empty when nothing was
 * @param before the first release that would have something that is missing; empty when nothing is
 * @param evidence what was found and not found, for people
 * @param certain the part of {@code from} that no patch can have brought: a person may know better than the rest
 */
record ReleaseRange(
        Optional<Release> from,
        Optional<Release> before,
        Sureness sureness,
        List<String> evidence,
        Optional<Release> certain) {

    ReleaseRange {
        evidence = List.copyOf(evidence);
    }

    ReleaseRange(Optional<Release> from, Optional<Release> before, Sureness sureness, List<String> evidence) {
        this(from, before, sureness, evidence, from);
    }

    /** Collects what is found; a table patched into an older shop makes it a guess. */
    static final class Builder {
        private Optional<Release> from = Optional.empty();
        private Optional<Release> before = Optional.empty();
        private Optional<Release> suggested = Optional.empty();
        private final List<String> evidence = new ArrayList<>();

        void found(String what, Release since) {
            if (from.isEmpty() || from.get().isBefore(since)) {
                from = Optional.of(since);
            }
            evidence.add(what + ": " + since + " or later");
        }

        /** What a security patch may have brought too: counts only where nothing else contradicts. */
        void suggests(String what, Release since) {
            boolean contradicted = before.filter(end -> !since.isBefore(end)).isPresent();
            boolean older = from.filter(start -> !start.isBefore(since)).isPresent();
            if (!contradicted && !older) {
                suggested = Optional.of(since);
                evidence.add(what + ": " + since + " or later");
            }
        }

        void missing(String what, Release since) {
            if (before.isEmpty() || since.isBefore(before.get())) {
                before = Optional.of(since);
            }
            evidence.add("no " + what + ": before " + since);
        }

        ReleaseRange build() {
            boolean contradictory =
                    from.isPresent() && before.isPresent() && !from.get().isBefore(before.get());
            if (contradictory) {
                return new ReleaseRange(from, Optional.empty(), Sureness.GUESS, evidence);
            }
            Sureness sureness = evidence.isEmpty()
                    ? Sureness.GUESS
                    : evidence.size() > 2 && from.isPresent() ? Sureness.SURE : Sureness.LIKELY;
            return suggested.isEmpty()
                    ? new ReleaseRange(from, before, sureness, evidence)
                    : new ReleaseRange(suggested, before, Sureness.LIKELY, evidence, from);
        }
    }

    /** What the ends of the range follow from; all of the evidence when nothing in particular. */
    List<String> decisive() {
        List<String> lines = evidence.stream()
                .filter(line -> line.contains(" says ")
                        || from.filter(release -> line.endsWith(": " + release + " or later"))
                                .isPresent()
                        || before.filter(release -> line.endsWith(": before " + release))
                                .isPresent())
                .toList();
        return lines.isEmpty() ? evidence : lines;
    }

    /** True when it can be this release only. */
    boolean isOne() {
        return from.isPresent() && before.equals(from.map(Release::next));
    }

    /** True for a release that the tables do not exclude. */
    boolean allows(Release release) {
        return certain.filter(release::isBefore).isEmpty()
                && (before.isEmpty() || isOne() || release.isBefore(before.get()));
    }

    boolean includes(Release release) {
        return (from.isEmpty() || !release.isBefore(from.get()))
                && (before.isEmpty() || release.isBefore(before.get()));
    }
}
