package dev.gangway.streams;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
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
 * start, so nobody else would: readers of committed rows would wait until the broker gives them up, a minute later. Without the
 * right to list or end transactions it does nothing: they end by themselves.
 */
final class LeftTransactions {
    private static final Logger LOGGER = LoggerFactory.getLogger(LeftTransactions.class);
    private static final int LIMIT_SECONDS = 30;
    private static final String CLIENT_ID = "client.id";

    private LeftTransactions() {}

    /**
     * Ends all that are open, for a transformer that starts. One that still lives is only disturbed: it begins its transaction again.
     *
     * @throws RuntimeException a Kafka error for which to try again later
     */
    static void end(TransformConfig config) {
        end(config, admin -> id -> true);
    }

    /**
     * Ends those of transformers that the group does not know any more: they were killed, and others have taken over their share.
     *
     * @throws RuntimeException a Kafka error for which to try again later
     */
    static void endOfGone(TransformConfig config) {
        if (config.clientProperties().containsKey(CLIENT_ID)) {
            return; // members cannot be told apart
        }
        end(config, admin -> {
            List<String> members = members(admin, config.topics().transformGroup());
            return id -> members.stream().noneMatch(member -> member.startsWith(processOf(id)));
        });
    }

    /** Which of the open transactions to end; asked for only when there are any. */
    @FunctionalInterface
    private interface Choice {
        Predicate<String> of(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }

    private static void end(TransformConfig config, Choice choice) {
        Map<String, Object> properties = new HashMap<>(config.clientProperties());
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_SECONDS * 1000);
        try (Admin admin = Admin.create(properties)) {
            List<String> left = open(admin, config.topics().transformGroup() + "-");
            List<String> ended = left.isEmpty()
                    ? left
                    : left.stream().filter(choice.of(admin)).toList();
            if (!ended.isEmpty()) {
                admin.fenceProducers(ended).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
                LOGGER.atInfo().addKeyValue("transactionalIds", ended).log("Ended transactions that were left open");
            }
        } catch (ExecutionException e) {
            passIfRefused(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("No answer about open transactions", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e); // sets the thread's flag
        }
    }

    /** A transactional id is {@code <group>-<process>-<thread>}, a member's client id {@code <group>-<process>-StreamThread-...}. */
    private static String processOf(String transactionalId) {
        return transactionalId.substring(0, transactionalId.lastIndexOf('-') + 1);
    }

    private static List<String> members(Admin admin, String group)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin.describeConsumerGroups(List.of(group)).all().get(LIMIT_SECONDS, TimeUnit.SECONDS).values().stream()
                .flatMap(described -> described.members().stream())
                .map(MemberDescription::clientId)
                .toList();
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
