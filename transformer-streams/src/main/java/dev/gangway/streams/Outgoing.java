package dev.gangway.streams;

/** A record on its way out: the topology has one dynamic sink, so each record says where it goes. */
record Outgoing(String topic, int partition, byte[] value) {}
