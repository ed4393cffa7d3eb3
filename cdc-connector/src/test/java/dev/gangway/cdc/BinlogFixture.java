package dev.gangway.cdc;

import org.jspecify.annotations.NullUnmarked;

/** Capture from the binlog of the contract's server, which can be ended and begun again where it was. */
@NullUnmarked
abstract class BinlogFixture extends CaptureFixture {
    protected BinlogCapture capture;

    @Override
    protected Checkpoint prepare() {
        capture = new BinlogCapture(database, tables);
        return capture.begin();
    }

    @Override
    protected ChangeSource newSource(PieceLimits limits) {
        return capture.source(limits);
    }

    protected void restart() {
        source.close();
        source = newSource(PieceLimits.DEFAULT);
        source.start(checkpoint);
    }
}
