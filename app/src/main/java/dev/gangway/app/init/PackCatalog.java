package dev.gangway.app.init;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The packs that come with this program, and which of them fits a pair of shops. Every pack leads to Magento 2.4. */
final class PackCatalog {
    static final Release TARGET = Release.of("2.4.0");
    static final Release TARGET_END = Release.of("2.5.0");

    private final List<Pack> packs = new ArrayList<>();

    /**
     * Reads which packs there are.
     *
     * @param home the program's folder, with {@code etc/} in it
     * @throws MigrationException PACK_MISMATCH when there are none
     */
    PackCatalog(Path home) {
        for (Edition source : Edition.values()) {
            for (Edition target : Edition.values()) {
                addAll(source, target, home.resolve("etc").resolve(Pack.editions(source, target)));
            }
        }
        if (packs.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.PACK_MISMATCH,
                    "There are no packs in " + home.resolve("etc")
                            + "; start Gangway by its own script, which knows its folder");
        }
    }

    private void addAll(Edition source, Edition target, Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> releases = Files.list(folder)) {
            releases.filter(path -> Files.isRegularFile(path.resolve("config.xml")))
                    .forEach(path -> Release.parse(String.valueOf(path.getFileName()))
                            .ifPresent(release -> packs.add(new Pack(source, target, release, path))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Pack> packs() {
        return packs.stream()
                .sorted(Comparator.comparing(Pack::source)
                        .thenComparing(Pack::target)
                        .thenComparing(Pack::release))
                .toList();
    }

    /**
     * The packs of all releases that the source may be of, the newest last; between two packs the older one.
     *
     * @throws MigrationException PACK_MISMATCH saying which shops there are packs for
     */
    List<Pack> fitting(Shop source, Shop target) {
        refuseTarget(target);
        List<Pack> ofEditions = packs().stream()
                .filter(pack -> pack.source() == source.edition() && pack.target() == target.edition())
                .toList();
        if (ofEditions.isEmpty()) {
            throw mismatch("no pack leads from " + source.edition().title() + " 1 to "
                    + target.edition().title() + " 2; install " + Edition.COMMERCE.title() + " 2 as the target");
        }
        List<Pack> fitting = ofEditions.stream()
                .filter(pack -> source.releases().includes(pack.release()))
                .toList();
        return fitting.isEmpty() ? List.of(before(source, ofEditions)) : fitting;
    }

    /** The newest pack that is older than a release without pack of its own. */
    private static Pack before(Shop source, List<Pack> ofEditions) {
        return source.releases()
                .from()
                .flatMap(from -> ofEditions.stream()
                        .filter(pack -> pack.release().isBefore(from))
                        .max(Comparator.comparing(Pack::release)))
                .orElseThrow(() -> mismatch("the source looks like " + InitText.releases(source)
                        + "; there are packs for " + ofEditions.get(0).release() + " to "
                        + ofEditions.get(ofEditions.size() - 1).release()));
    }

    /**
     * The pack of the release that somebody asked for.
     *
     * @throws MigrationException PACK_MISMATCH saying why there is none for this source, and which fits
     */
    Pack ofRelease(String release, Shop source, Shop target) {
        return named(Pack.editions(source.edition(), target.edition()) + "/" + release, source, target);
    }

    /**
     * The pack that somebody asked for, when it matches the shops.
     *
     * @throws MigrationException PACK_MISMATCH saying why it does not, and which does
     */
    Pack named(String name, Shop source, Shop target) {
        List<Pack> all = fitting(source, target);
        Pack fitting = all.get(all.size() - 1);
        Pack wanted = packs().stream()
                .filter(pack -> pack.name().equals(name))
                .findFirst()
                .orElseThrow(() -> mismatch("there is no pack \"" + name + "\"; " + fitting.name() + " fits"));
        if (wanted.source() != source.edition()) {
            throw mismatch(name + " is for a source of " + wanted.source().title() + ", but this one is "
                    + InitText.releases(source) + "; " + fitting.name() + " fits");
        }
        if (wanted.target() != target.edition()) {
            throw mismatch(name + " is for a target of " + wanted.target().title() + ", but this one is "
                    + InitText.releases(target) + "; " + fitting.name() + " fits");
        }
        if (!all.contains(wanted) && !source.releases().allows(wanted.release())) {
            throw mismatch(name + " is for " + wanted.release() + ", but the source looks like "
                    + InitText.releases(source) + " ("
                    + String.join("; ", source.releases().decisive()) + "); "
                    + fitting.name() + " fits");
        }
        return wanted;
    }

    private static void refuseTarget(Shop target) {
        ReleaseRange releases = target.releases();
        boolean older =
                releases.before().filter(before -> !TARGET.isBefore(before)).isPresent();
        boolean newer =
                releases.from().filter(from -> !from.isBefore(TARGET_END)).isPresent();
        if (older || newer) {
            throw mismatch(
                    "every pack leads to Magento 2.4, but the target looks like " + InitText.releases(target) + " ("
                            + String.join("; ", releases.evidence()) + "); install Magento 2.4 as the target"
                            + (newer ? ", or use a newer Gangway" : ""));
        }
    }

    private static MigrationException mismatch(String why) {
        return new MigrationException(ErrorCode.PACK_MISMATCH, "No pack: " + why);
    }
}
