package dev.gangway.app.logins;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.LoginsCommand.Request;
import dev.gangway.app.wiring.NewFiles;
import dev.gangway.mysql.inspect.LoginSurvey.Login;
import java.util.List;

/** Tells who cannot log in to the new shop, and writes the list. Reads both databases, changes none. */
public final class LoginsOperation {

    private LoginsOperation() {}

    public static int run(Request request, Console console) {
        request.export().ifPresent(file -> NewFiles.refuseExisting(List.of(file), request.force()));
        LoginReport report = LoginReport.read(request.config());
        request.export().ifPresent(file -> {
            List<Login> concerned = report.concerned();
            LoginList.write(file, concerned);
            console.say("%,d customers are listed in %s, which only you may read".formatted(concerned.size(), file));
        });
        console.result(request.json() ? report.json(request.export().map(String::valueOf)) : report.text());
        return ExitCode.DONE;
    }
}
