package dev.namestead.server.database;

import java.util.function.Consumer;
import java.util.function.Function;

/** Who runs transactions: the database itself, or a holder of a lease whose transactions are refused once the lease is lost. */
public interface Transactor {
    /** Runs the work in one transaction and commits it; see {@link Database#inTransaction}. */
    <T> T inTransaction(Function<Tx, T> work);

    /** {@link #inTransaction} without a result. */
    default void transact(Consumer<Tx> work) {
        inTransaction(tx -> {
            work.accept(tx);
            return tx;
        });
    }

    /** Reads what was committed; see {@link Database#read}. */
    <T> T read(Function<Tx, T> work);
}
