package dev.gangway.control;

import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Those who follow the status as server-sent events. One that reads slowly misses events and holds up nobody. Thread-safe. */
final class EventStream implements AutoCloseable {
    static final int MOST_CLIENTS = 16;

    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final ExecutorService senders = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "control-events");
        thread.setDaemon(true);
        return thread;
    });

    private record Client(SseClient sse, AtomicBoolean busy) {}

    /** Keeps a reader until it goes away. */
    void add(SseClient sse) {
        if (clients.size() >= MOST_CLIENTS) {
            throw new Refusal(503, "TOO_MANY_READERS", "At most " + MOST_CLIENTS + " follow the events at a time");
        }
        var client = new Client(sse, new AtomicBoolean());
        sse.keepAlive();
        sse.onClose(() -> clients.remove(client));
        clients.add(client);
    }

    /** Sends the status, as one line of JSON, to all who have taken the one before. */
    void send(String json) {
        for (Client client : clients) {
            if (client.busy().compareAndSet(false, true)) {
                senders.execute(() -> send(client, json));
            }
        }
    }

    private void send(Client client, String json) {
        try {
            if (client.sse().terminated()) {
                clients.remove(client);
            } else {
                client.sse().sendEvent("status", json);
            }
        } catch (RuntimeException e) {
            clients.remove(client);
        } finally {
            client.busy().set(false);
        }
    }

    int size() {
        return clients.size();
    }

    @Override
    public void close() {
        clients.forEach(client -> client.sse().close());
        clients.clear();
        senders.shutdownNow();
    }
}
