package dev.namestead.server.lifecycle;

import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.Tx;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.search.NameState;

/** The end of a registration that its registry has brought about: its holder is told what he cannot know, and its history ends with it. */
final class EndingsByRegistry {
    private final Endings endings;
    private final LifeNotices notices;
    private final AuditStore audit;

    EndingsByRegistry(Endings endings, LifeNotices notices, AuditStore audit) {
        this.endings = endings;
        this.notices = notices;
        this.audit = audit;
    }

    /** It is held by another registrar, and we were not asked. */
    void transferredAway(Tx tx, Registration ours) {
        end(tx, ours, "transferred_away", NameState.UNAVAILABLE);
        notices.ended(tx, ours, LifeNotice.TRANSFERRED_AWAY);
    }

    /** It is gone, and should not be. */
    void removed(Tx tx, Registration ours) {
        end(tx, ours, "purged", NameState.AVAILABLE);
        notices.ended(tx, ours, LifeNotice.REMOVED);
    }

    /** It was deleted before, which its holder was told, or had lapsed. */
    void purged(Tx tx, Registration ours) {
        end(tx, ours, "purged", NameState.AVAILABLE);
    }

    private void end(Tx tx, Registration ours, String reason, NameState now) {
        endings.end(tx, ours.account(), ours.id(), ours.name(), reason, now);
        audit.record(
                tx,
                Actor.system("registry"),
                ours.account(),
                "registration.end",
                ours.name().ascii(),
                "{\"reason\":\"" + reason + "\"}");
    }
}
