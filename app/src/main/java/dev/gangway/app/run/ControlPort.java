package dev.gangway.app.run;

import dev.gangway.app.command.Console;
import dev.gangway.control.ControlServer;
import dev.gangway.control.pipeline.Pipeline;
import dev.gangway.core.config.ControlConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.Optional;

/** The control port of a stream as the configuration has it. */
final class ControlPort implements AutoCloseable {
    private final Optional<ControlServer> server;

    private ControlPort(Optional<ControlServer> server) {
        this.server = server;
    }

    /**
     * A stream carries on without a port that nobody chose: changes must flow at night, whoever else has the port. It never takes
     * another one instead, where nobody would look for it.
     *
     * @throws MigrationException CONTROL_PORT_TAKEN when the port was chosen
     */
    static ControlPort open(ControlConfig config, Pipeline pipeline, Console console) {
        if (config.isOff()) {
            return new ControlPort(Optional.empty());
        }
        try {
            ControlServer server = ControlServer.start(config, pipeline);
            String scheme = config.tls().isOn() ? "https" : "http";
            console.say("Console, API and metrics: " + scheme + "://" + config.bind() + ":" + server.port() + "/");
            return new ControlPort(Optional.of(server));
        } catch (MigrationException e) {
            if (config.isChosen() || e.code() != ErrorCode.CONTROL_PORT_TAKEN) {
                throw e;
            }
            console.say("warning: nothing is served: " + e.getMessage());
            return new ControlPort(Optional.empty());
        }
    }

    @Override
    public void close() {
        server.ifPresent(ControlServer::close);
    }
}
