package dev.gangway.cdc.events;

import java.util.Set;

/**
 * A place of the binlog whose changes cannot be carried.
 *
 * @param what what stands there, as the end of the sentence "The binlog holds at ...", never a row's value
 * @param tables real names of captured tables whose rows it may have changed; empty when that can be any
 * @param remedy what to do on the source so that it does not come again, as a sentence, or empty
 */
public record Unreadable(String what, Set<String> tables, String remedy, String file, long offset) {

    public Unreadable {
        tables = Set.copyOf(tables);
    }
}
