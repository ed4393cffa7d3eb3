package dev.gangway.bulkloader;

import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.Mode;
import dev.gangway.testkit.shop.StepsConfig;
import java.nio.file.Path;

/** A load in a process of its own, to be killed. Arguments: host, port, user, password, source, target, folder. */
final class LoadProcess {

    private LoadProcess() {}

    public static void main(String[] args) throws Exception {
        var login = new LoadFixture.Login(args[0], Integer.parseInt(args[1]), args[2], args[3]);
        var shop = new LoadFixture(login, args[4], args[5], Path.of(args[6]), StepsConfig.NO_RULES);
        shop.loader(BulkListener.SILENT).run(Mode.DATA);
    }
}
