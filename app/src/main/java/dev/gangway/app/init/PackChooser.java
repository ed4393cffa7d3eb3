package dev.gangway.app.init;

import dev.gangway.app.command.Operations.InitRequest;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.MapRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Chooses a pack for two shops and compares it with those that would do as well. */
final class PackChooser {
    /** Until this release of each edition there was no table of group prices, which the Tier Price Step must know. */
    private static final Map<Edition, Release> GROUP_PRICES =
            Map.of(Edition.OPENSOURCE, Release.of("1.7.0.0"), Edition.COMMERCE, Release.of("1.12.0.0"));

    private final PackCatalog catalog;
    private final Path home;
    private final Looked source;
    private final Looked target;
    private final Map<String, RuleView> views = new HashMap<>();

    PackChooser(Path home, Looked source, Looked target) {
        this.catalog = new PackCatalog(home);
        this.home = home;
        this.source = source;
        this.target = target;
    }

    /** @throws MigrationException PACK_MISMATCH when none fits, or what was asked for does not */
    PackChoice choose(InitRequest request) {
        Shop from = source.shop();
        Shop to = target.shop();
        List<Pack> fitting = catalog.fitting(from, to);
        if (request.pack().isPresent()) {
            return compared(
                    catalog.named(request.pack().get(), from, to), Origin.GIVEN, "asked for by --pack", fitting);
        }
        if (request.release().isPresent()) {
            return compared(
                    catalog.ofRelease(request.release().get(), from, to),
                    Origin.GIVEN,
                    "asked for by --release",
                    fitting);
        }
        Pack newest = fitting.get(fitting.size() - 1);
        String why = fitting.size() > 1
                ? "the newest of the " + fitting.size() + " releases that the source may be of"
                : "the only one that fits the source";
        return compared(newest, Origin.DETECTED, why, fitting);
    }

    private PackChoice compared(Pack chosen, Origin origin, String why, List<Pack> fitting) {
        List<Pack> equal = new ArrayList<>();
        List<PackChoice.Other> others = new ArrayList<>();
        for (Pack pack : fitting) {
            List<String> differences = pack.equals(chosen) ? List.of() : differences(chosen, pack);
            if (!differences.isEmpty()) {
                others.add(new PackChoice.Other(pack, differences));
            } else if (!pack.equals(chosen)) {
                equal.add(pack);
            }
        }
        return new PackChoice(chosen, origin, why, equal, others);
    }

    private List<String> differences(Pack one, Pack other) {
        PackTemplate first = PackTemplate.of(one);
        PackTemplate second = PackTemplate.of(other);
        List<String> differences = new ArrayList<>();
        if (!first.steps().equals(second.steps()) || !first.optionFiles().equals(second.optionFiles())) {
            differences.add("steps");
        }
        Set<String> names = new TreeSet<>(first.options().keySet());
        names.addAll(second.options().keySet());
        names.remove(OptionName.EDITION_NUMBER.word());
        for (String name : names) {
            String left = first.options().getOrDefault(name, "");
            String right = second.options().getOrDefault(name, "");
            if (!left.equals(right)) {
                differences.addAll(ofFiles(name, left, right));
            }
        }
        if (hasGroupPrices(one) != hasGroupPrices(other) && source.schema().has("catalog_product_entity_group_price")) {
            differences.add("group prices");
        }
        return differences;
    }

    private List<String> ofFiles(String option, String left, String right) {
        if (option.endsWith("map_file") && !option.equals(OptionName.SETTINGS_MAP_FILE.word())) {
            return view(left).differences(view(right));
        }
        return text(left).equals(text(right)) ? List.of() : List.of(option);
    }

    private RuleView view(String file) {
        return views.computeIfAbsent(
                file,
                name -> RuleView.of(
                        MapRules.read(home.resolve(name), new Problems()), source.schema(), target.schema()));
    }

    private String text(String file) {
        Path path = home.resolve(file);
        try {
            return Files.isRegularFile(path) ? Files.readString(path) : file;
        } catch (IOException e) {
            throw new MigrationException(
                    ErrorCode.PACK_MISMATCH, "The pack's file " + path + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static boolean hasGroupPrices(Pack pack) {
        Release since = GROUP_PRICES.get(pack.source());
        return since == null || !pack.release().isBefore(since);
    }
}
