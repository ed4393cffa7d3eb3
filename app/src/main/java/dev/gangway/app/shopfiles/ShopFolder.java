package dev.gangway.app.shopfiles;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A shop's folder, or the file in it that somebody named instead; finds files and says where things stand in it. */
final class ShopFolder {
    private static final long LARGEST = 16L << 20;

    private final Path root;
    private final Path file;

    private ShopFolder(Path file) {
        Path etc = file.toAbsolutePath().normalize().resolveSibling("");
        this.root = etc.endsWith("app/etc") ? etc.resolve("../..").normalize() : etc;
        this.file = file;
    }

    /**
     * Finds a file below {@code app/etc} of the folder, of which {@code app/etc} or the file itself may be given as well.
     *
     * @param other the file that would show that this is a shop of the other generation
     * @throws MigrationException SHOP_FILE_INVALID when it is not there
     */
    static ShopFolder with(Path given, String name, String other, String generation) {
        if (Files.isRegularFile(given)) {
            return new ShopFolder(given);
        }
        for (String below : List.of("app/etc", "etc", "", "src/app/etc", "htdocs/app/etc", "html/app/etc")) {
            Path file = given.resolve(below).resolve(name);
            if (Files.isRegularFile(file)) {
                return new ShopFolder(file);
            }
        }
        throw new MigrationException(ErrorCode.SHOP_FILE_INVALID, absence(given, name, other, generation));
    }

    private static String absence(Path given, String name, String other, String generation) {
        String start = "There is no app/etc/" + name + " in " + given + ": ";
        if (!Files.exists(given)) {
            return "The folder " + given + " does not exist; give the folder that Magento " + generation
                    + " is installed in";
        }
        if (Files.exists(given.resolve("app/etc").resolve(other))) {
            return start + "it holds a Magento " + (generation.equals("1") ? "2" : "1") + "; name it with --magento"
                    + (generation.equals("1") ? "2" : "1");
        }
        if (Files.exists(given.resolve("app/etc"))) {
            return start + "Magento is there, but not installed; copy the file of the running shop";
        }
        return start + "give the folder that Magento " + generation + " is installed in, or the file itself";
    }

    Path file() {
        return file;
    }

    /** As people name it: from the shop's folder, however that was found. */
    String shown(Place place) {
        return shown(file) + (place.line() > 0 ? ":" + place.line() : "");
    }

    private String shown(Path path) {
        return root.relativize(path.toAbsolutePath().normalize()).toString();
    }

    /** The text of another file of the shop; empty when it is not there, cannot be read or is huge. */
    Optional<String> text(String name) {
        Path path = root.resolve(name);
        try {
            return Files.isRegularFile(path) && Files.size(path) <= LARGEST
                    ? Optional.of(Files.readString(path, StandardCharsets.ISO_8859_1))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The exception for what was found wrong in the file. */
    MigrationException wrong(Problems problems) {
        String first = problems.all().get(0).message();
        String line = problems.all().get(0).place().line() > 0
                ? ":" + problems.all().get(0).place().line()
                : "";
        return new MigrationException(ErrorCode.SHOP_FILE_INVALID, file + line + ": " + first);
    }

    MigrationException wrong(Place place, String what) {
        String line = place.line() > 0 ? ":" + place.line() : "";
        return new MigrationException(ErrorCode.SHOP_FILE_INVALID, file + line + ": " + what);
    }
}
