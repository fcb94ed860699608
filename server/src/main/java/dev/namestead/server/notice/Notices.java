package dev.namestead.server.notice;

import dev.namestead.api.AccountId;
import dev.namestead.server.account.AccountLanguage;
import dev.namestead.server.account.AccountStore;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.notice.NoticeStore.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices: written in the transaction that is the reason for them, sent afterwards by one of the nodes. */
public final class Notices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final Duration HOLD = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Database database;
    private final @Nullable Mailer mailer;
    private final String policy;
    private final NoticeStore store = new NoticeStore();
    private final AccountStore accounts = new AccountStore();
    private final NoticeTexts texts = new NoticeTexts(AccountLanguage.ALL);
    private final Semaphore signal = new Semaphore(0);
    private final Thread sender = Thread.ofVirtual().name("notices").unstarted(this::sendForEver);
    private volatile boolean stopping;

    /**
     * @param mailer null where notices are only kept, as in a sandbox without a mail server
     * @param policy the version of the rules by which notices are written; it stands with each
     */
    public Notices(Database database, @Nullable Mailer mailer, String policy) {
        this.database = database;
        this.mailer = mailer;
        this.policy = policy;
    }

    public void start() {
        if (mailer != null) {
            sender.start();
        }
    }

    /**
     * What a notice is written by, for whoever has to prove that it was.
     *
     * @param about what has its own rules, such as a registration
     * @param mark there is one notice of it
     * @param dueAt when it was due (business time)
     */
    public record Rule(UUID about, String mark, Instant dueAt) {}

    /** Writes of what has just happened, due now, in the language of its account. */
    public void write(Tx tx, Letter letter) {
        write(tx, letter, null);
    }

    /** Writes what is due by a rule; nothing where that was written before. */
    public void write(Tx tx, Letter letter, @Nullable Rule rule) {
        String language = accounts.language(tx, letter.account()).orElse(AccountLanguage.DEFAULT);
        NoticeTexts.Filled filled = texts.fill(language, letter);
        Notice notice = new Notice(
                letter.account(),
                letter.kind(),
                letter.subject(),
                letter.recipient(),
                language,
                filled.title(),
                filled.body());
        write(tx, notice, rule);
    }

    void write(Tx tx, Notice notice, @Nullable Rule rule) {
        store.insert(tx, notice, state(), policy, rule);
        tx.afterCommit(signal::release);
    }

    /**
     * A mail that did not reach its reader.
     *
     * @param reason what a mail server has said
     */
    public record Undelivered(WrittenNotice written, String reason) {}

    /** Notes that a mail server has given up on a mail of ours; false where there is no such mail, or this is known. */
    public boolean bounced(Bounce bounce) {
        boolean noted = database.inTransaction(tx -> store.bounced(tx, bounce));
        if (noted) {
            LOG.warn("notice {} was not delivered: {}", bounce.notice(), bounce.reason());
        }
        return noted;
    }

    /** What was refused or bounced, newest first. */
    public List<Undelivered> undelivered(int most) {
        return database.read(tx -> store.undelivered(tx, most));
    }

    private String state() {
        return mailer == null ? "kept" : "due";
    }

    /** Newest first; each filter that is null does not filter. */
    public List<WrittenNotice> list(
            @Nullable AccountId account, @Nullable String recipient, @Nullable String subject, int most) {
        return database.read(tx -> store.list(tx, account, recipient, subject, most));
    }

    private void sendForEver() {
        while (!stopping) {
            try {
                boolean any = sendNext();
                if (!any) {
                    signal.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                    signal.drainPermits();
                }
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException failure) {
                LOG.warn("notices could not be sent: {}", failure.toString());
                pause();
            }
        }
    }

    private boolean sendNext() {
        Optional<Due> due = database.inTransaction(tx -> store.claim(tx, HOLD));
        if (due.isEmpty() || mailer == null) {
            return false;
        }
        WrittenNotice written = due.get().written();
        switch (mailer.send(written)) {
            case Mailer.Accepted _ -> database.transact(tx -> store.sent(tx, written.id()));
            case Mailer.Refused(String reason) -> {
                LOG.warn("notice {} was refused: {}", written.id(), reason);
                database.transact(tx -> store.failed(tx, written.id(), reason, true, Duration.ZERO));
            }
            case Mailer.Later(String reason) -> {
                LOG.info("notice {} is tried again later: {}", written.id(), reason);
                Duration pause = pause(due.get().attempts());
                database.transact(tx -> store.failed(tx, written.id(), reason, false, pause));
            }
        }
        return true;
    }

    private static Duration pause(int attempts) {
        Duration full = Duration.ofSeconds(1L << Math.min(attempts, 20));
        return full.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : full;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopping = true;
        sender.interrupt();
    }
}
