package dev.gangway.app.init;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pack's config.xml says about steps and rule files; databases, prefixes and keys in it are places to fill in.
 *
 * @param steps files with steps
 * @param optionFiles files with options
 * @param options further options by name, in file order
 */
record PackTemplate(List<Path> steps, List<Path> optionFiles, Map<String, String> options) {
    private static final Pattern INCLUDE = Pattern.compile("<xi:include href=\"([^\"]+)\"/>");
    private static final Pattern OPTION = Pattern.compile("<(\\w+)>([^<]*)</\\1>");
    private static final Set<String> TO_FILL_IN = Set.of("source_prefix", "dest_prefix", "crypt_key");

    /** Reads the pack's own file, whose layout is ours: one element per line. */
    static PackTemplate of(Pack pack) {
        Path file = pack.folder().resolve("config.xml");
        try {
            String text = Files.readString(file);
            int start = text.indexOf("<options>");
            Map<String, String> options = new LinkedHashMap<>();
            Matcher option = OPTION.matcher(text.substring(start));
            while (option.find()) {
                if (!TO_FILL_IN.contains(option.group(1))) {
                    options.put(option.group(1), option.group(2));
                }
            }
            return new PackTemplate(
                    includes(pack, text.substring(0, start)), includes(pack, text.substring(start)), options);
        } catch (IOException e) {
            throw new MigrationException(
                    ErrorCode.PACK_MISMATCH, "The pack's file " + file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static List<Path> includes(Pack pack, String text) {
        var files = new ArrayList<Path>();
        Matcher include = INCLUDE.matcher(text);
        while (include.find()) {
            files.add(pack.folder().resolve(include.group(1)).toAbsolutePath().normalize());
        }
        return files;
    }
}
