package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a message says where capture stops is done as it stands there; then nothing is missing, neither before nor behind the place. */
class StopAdviceIT {
    private static final Pattern REREAD = Pattern.compile("reread=\"[^\"]+\"");
    private static final Pattern UNDO = Pattern.compile("Undo the statement on the source \\((.+?)\\) and start again");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whatAStopSaysLeadsOn() throws Exception {
        try (var shop = new CommandShop(folder, "binlog").withSharedKafka()) {
            String target = shop.newTarget();
            run(shop, target, ExitCode.DONE, "settings");
            run(shop, target, ExitCode.DONE, "data");

            change(shop, "SET SESSION binlog_format = STATEMENT", title(1, "statement"));
            change(shop, title(2, "behind the statement"));
            String reread = stopped(shop, target, REREAD, 0);
            shop.also(text -> text.replace("<capture ", "<capture " + reread + " "));
            run(shop, target, ExitCode.DONE, "delta", "--until-drained");
            assertTitles(shop, target);

            change(shop, title(1, "before the versioning"));
            change(shop, "ALTER TABLE cms_page ADD SYSTEM VERSIONING", title(1, "versioned"));
            change(shop, "DELETE FROM cms_page WHERE page_id = 2");
            change(shop, stopped(shop, target, UNDO, 1));
            run(shop, target, ExitCode.DONE, "delta", "--until-drained");
            assertTitles(shop, target);
        }
    }

    /** The part of the message that a person would copy. */
    private static String stopped(CommandShop shop, String target, Pattern advice, int group) throws Exception {
        run(shop, target, ExitCode.FAILED, "delta", "--until-drained");
        assertThat(shop.said()).contains("all before it is captured");
        Matcher found = advice.matcher(shop.said());
        assertThat(found.find()).as(shop.said()).isTrue();
        return found.group(group);
    }

    private static void run(CommandShop shop, String target, int code, String... command) throws Exception {
        assertThat(shop.run(target, command)).as(shop.said()).isEqualTo(code);
    }

    private static void change(CommandShop shop, String... statements) {
        CommandShop.SERVER.executeIn(shop.source, statements);
    }

    private static String title(int page, String title) {
        return "UPDATE cms_page SET title = '" + title + "' WHERE page_id = " + page;
    }

    private static void assertTitles(CommandShop shop, String target) {
        assertThat(titles(target)).isEqualTo(titles(shop.source)).isNotEmpty();
    }

    private static List<List<@Nullable String>> titles(String database) {
        return CommandShop.SERVER.query("SELECT page_id, title FROM " + database + ".cms_page ORDER BY page_id");
    }
}
