package dev.namestead.server.lifecycle;

import dev.namestead.server.notice.Notice;
import dev.namestead.server.notice.WrittenNotice;
import java.util.List;

/** What stands in the notices of a world. */
record LifeMails(LifeWorld world) {

    /** What kinds there are about the name, oldest first. */
    List<String> kinds(String name) {
        return about(name).reversed().stream().map(Notice::kind).toList();
    }

    /** What the latest one of a kind says about the name. */
    String body(String name, String kind) {
        return about(name).stream()
                .filter(notice -> notice.kind().equals(kind))
                .findFirst()
                .orElseThrow()
                .body();
    }

    private List<Notice> about(String name) {
        return world.registrar().notices().list(world.account(), null, name, 50).stream()
                .map(WrittenNotice::notice)
                .toList();
    }

    /** Kinds of what was written about the name before it was due, or without saying when that was and by which rules. */
    List<String> withoutRule(String name) {
        return world.registrar()
                .database()
                .read(tx -> tx.sql()
                        .sql("""
                                SELECT kind FROM notice WHERE subject = :name
                                  AND (due_at IS NULL OR due_at > created_at OR policy IS DISTINCT FROM :policy)
                                """)
                        .param("name", name)
                        .param("policy", LifecycleSettings.DEFAULT.policy())
                        .query(String.class)
                        .list());
    }
}
