package dev.gangway.proof.run;

import java.util.List;
import java.util.Set;

/**
 * Something that a comparison can be asked for: a target table with the rows of a route, or what one derivation writes.
 *
 * @param name by which a comparison is asked for it
 * @param tables the target tables that are compared
 * @param sources tables of the source whose changes can change it, directly or through other derivations
 */
public record Part(String name, List<String> tables, Set<String> sources, boolean isDerived) {
    public Part {
        tables = List.copyOf(tables);
        sources = Set.copyOf(sources);
    }
}
