package dev.gangway.embedded.store;

import dev.gangway.embedded.process.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks a package's file into an empty folder. Zip entries that point outside of it are refused. */
final class Unpacker {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** Zip files carry no file modes: everything in these folders is a program. */
    private static final Set<String> PROGRAM_FOLDERS = Set.of("bin", "scripts");

    private Unpacker() {}

    static void unpack(Path file, ArchiveLayout layout, Path folder) throws IOException {
        Files.createDirectories(folder);
        if (layout instanceof ArchiveLayout.Zip zip) {
            unzip(file, zip.prefix(), folder);
        } else if (layout instanceof ArchiveLayout.TarInZip inner) {
            Path tar = file.resolveSibling(file.getFileName() + ".inner");
            extractEntry(file, inner.entry(), tar);
            untar(tar, "", 0, folder);
            Files.delete(tar);
        } else if (layout instanceof ArchiveLayout.Tar tar) {
            untar(file, tar.member(), tar.strip(), folder);
        } else if (layout instanceof ArchiveLayout.Debs debs) {
            DebianTree.unpack(file, debs.programs(), folder);
        }
    }

    private static void unzip(Path file, String prefix, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                if (entry.getName().startsWith(prefix)) {
                    writeEntry(zip, entry, folder, entry.getName().substring(prefix.length()));
                }
            }
        }
    }

    private static void writeEntry(ZipFile zip, ZipEntry entry, Path folder, String name) throws IOException {
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("entry " + entry.getName() + " points outside of the folder");
        }
        Path parent = target.getParent();
        Files.createDirectories(parent == null ? folder : parent);
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, target);
        }
        String top = folder.relativize(target).getName(0).toString();
        if (PROGRAM_FOLDERS.contains(top) && !target.toFile().setExecutable(true)) {
            throw new IOException(target + " cannot be made executable");
        }
    }

    private static void extractEntry(Path file, String name, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new IOException(file.getFileName() + " has no entry " + name);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, target);
            }
        }
    }

    private static void untar(Path file, String member, int strip, Path folder) throws IOException {
        List<String> words = new ArrayList<>(List.of("tar", "-x", "-z", "--no-same-owner", "-f", file.toString()));
        words.add("--strip-components=" + strip);
        if (!member.isEmpty()) {
            words.add(member);
        }
        Command.Result result = Command.of(folder, words).run(LIMIT);
        if (!result.isSuccess()) {
            throw new IOException("tar failed, " + result.summary());
        }
    }
}
