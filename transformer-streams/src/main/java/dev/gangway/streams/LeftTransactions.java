package dev.gangway.streams;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the transactions that a transformer left open when it was killed. Kafka Streams takes new transactional ids at every
 * start, so nobody else would: readers of committed rows would wait until the broker gives them up, a minute later. A
 * transformer that still lives is only disturbed: it begins its transaction again.
 */
final class LeftTransactions {
    private static final Logger LOGGER = LoggerFactory.getLogger(LeftTransactions.class);
    private static final int LIMIT_SECONDS = 30;

    private LeftTransactions() {}

    /**
     * Returns when they are aborted. Without the right to list or end transactions it does nothing: they end by themselves.
     *
     * @throws RuntimeException a Kafka error for which to try again later
     */
    static void end(TransformConfig config) {
        Map<String, Object> properties = new HashMap<>(config.clientProperties());
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_SECONDS * 1000);
        try (Admin admin = Admin.create(properties)) {
            List<String> left = open(admin, config.topics().transformGroup() + "-");
            if (!left.isEmpty()) {
                admin.fenceProducers(left).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
                LOGGER.atInfo().addKeyValue("transactionalIds", left).log("Ended transactions that were left open");
            }
        } catch (ExecutionException e) {
            passIfRefused(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("No answer about open transactions", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e); // sets the thread's flag
        }
    }

    private static List<String> open(Admin admin, String prefix)
            throws ExecutionException, InterruptedException, TimeoutException {
        var ongoing = new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
        return admin.listTransactions(ongoing).all().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> id.startsWith(prefix))
                .toList();
    }

    private static void passIfRefused(@Nullable Throwable cause) {
        if (cause instanceof AuthorizationException || cause instanceof UnsupportedVersionException) {
            LOGGER.atInfo().addKeyValue("error", cause.getMessage()).log("Open transactions are left to the broker");
            return;
        }
        throw cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }
}
