package dev.gangway.it.container;

import dev.gangway.embedded.process.ServerControl;
import org.testcontainers.containers.GenericContainer;

/** A container that runs from its start to its end: its engine would give it another port after a restart. */
final class ContainerControl implements ServerControl {
    private final GenericContainer<?> container;

    ContainerControl(GenericContainer<?> container) {
        this.container = container;
    }

    @Override
    public void restart() {
        throw new UnsupportedOperationException("A container's port does not survive a restart");
    }

    @Override
    public boolean isRunning() {
        return container.isRunning();
    }

    @Override
    public void kill() {
        container.stop();
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void discard() {
        container.stop();
    }
}
