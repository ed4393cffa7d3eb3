package dev.gangway.core.fuzz;

import java.util.List;

/** Something that reads what people or old programs wrote, and must survive anything. */
interface FuzzTarget {

    String name();

    /** Inputs to start from. */
    List<byte[]> seeds();

    /** Pieces that mean something to the reader. */
    List<String> words();

    /**
     * Reads one input. Refusing it is fine; everything else that is thrown is a defect.
     *
     * @return what came of it, in few words: inputs with a new outcome are worth changing further
     */
    String read(byte[] input) throws Exception;
}
