package dev.gangway.app.wiring;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Writes files for people to edit: never over one that is there unless told so, and whole or not at all. */
public final class NewFiles {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private NewFiles() {}

    /**
     * Makes sure that nothing would be overwritten.
     *
     * @throws MigrationException FILE_EXISTS naming every file that is there, unless {@code force}
     */
    public static void refuseExisting(Collection<Path> files, boolean force) {
        List<Path> existing = files.stream().filter(Files::exists).toList();
        if (!force && !existing.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.FILE_EXISTS,
                    existing.stream().map(Path::toString).collect(Collectors.joining(", "))
                            + (existing.size() == 1 ? " is" : " are")
                            + " there already; choose another name, or add --force to overwrite");
        }
    }

    /** Writes one file, creating its folder; a reader sees the old content or the new, never a part. */
    public static void write(Path file, String text) {
        write(file, text, false);
    }

    /** The same; a {@code secret} file is readable by its owner only, at no moment by others. */
    public static void write(Path file, String text, boolean secret) {
        Path target = file.toAbsolutePath();
        Path unfinished = target.resolveSibling(target.getFileName() + ".tmp");
        try {
            if (target.getParent() != null) {
                Files.createDirectories(target.getParent());
            }
            Files.deleteIfExists(unfinished);
            if (secret) {
                Files.createFile(unfinished, OWNER_ONLY);
            }
            Files.writeString(unfinished, text, StandardCharsets.UTF_8);
            Files.move(
                    unfinished,
                    target,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    /** The exception for a file that cannot be written. */
    public static MigrationException notWritten(Path file, IOException cause) {
        return new MigrationException(
                ErrorCode.FILE_NOT_WRITTEN,
                "The file " + file + " cannot be written (" + cause.getMessage()
                        + "); check the folder's rights and space",
                cause);
    }
}
