package dev.namestead.server.sandbox;

import dev.namestead.server.database.Tx;
import java.util.List;

/** Which worlds there are, and whose: what a killed server left is removed by its next start. */
public final class WorldStore {

    public void add(Tx tx, String world, String node) {
        tx.sql()
                .sql("INSERT INTO world (world_id, node_id) VALUES (:world, :node)")
                .param("world", world)
                .param("node", node)
                .update();
    }

    public void remove(Tx tx, String world) {
        tx.sql()
                .sql("DELETE FROM world WHERE world_id = :world")
                .param("world", world)
                .update();
    }

    public List<String> ofNode(Tx tx, String node) {
        return tx.sql()
                .sql("SELECT world_id FROM world WHERE node_id = :node ORDER BY world_id")
                .param("node", node)
                .query((row, _) -> row.getString(1))
                .list();
    }
}
