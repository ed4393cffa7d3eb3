package dev.gangway.proof.run;

import dev.gangway.core.plan.Route;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.Output;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds all that a comparison covers, each with the source tables that it follows from. */
final class Parts {
    private final DiffInput input;
    private final Map<String, Set<String>> sources = new LinkedHashMap<>();

    Parts(DiffInput input) {
        this.input = input;
        input.plan().routes().forEach(route -> sourcesOf(route.target()).add(route.source()));
        boolean grows = true;
        while (grows) { // what is derived may be derived from again
            grows = false;
            for (Derivation derivation : input.derivations().all()) {
                Set<String> causes = causes(derivation);
                for (Output output : derivation.outputs()) {
                    grows |= sourcesOf(output.table()).addAll(causes);
                }
            }
        }
    }

    private Set<String> sourcesOf(String target) {
        return sources.computeIfAbsent(target, table -> new TreeSet<>());
    }

    private Set<String> causes(Derivation derivation) {
        var causes = new HashSet<String>();
        derivation.inputs().forEach(read -> causes.addAll(sourcesOf(read.table())));
        derivation.outputs().forEach(written -> causes.addAll(sourcesOf(written.table())));
        return causes;
    }

    /** Routes and derivations among these units. */
    List<Part> of(Units units) {
        var parts = new ArrayList<Part>();
        for (Route route : input.plan().routes()) {
            if (units.compares(route)) {
                parts.add(new Part(Units.name(route), List.of(route.target()), sourcesOf(route.target()), false));
            }
        }
        units.derivations().forEach((name, derivation) -> {
            List<String> tables = derivation.outputs().stream()
                    .filter(output -> !output.addsRows())
                    .map(Output::table)
                    .toList();
            parts.add(new Part(name, tables, causes(derivation), true));
        });
        return parts;
    }
}
