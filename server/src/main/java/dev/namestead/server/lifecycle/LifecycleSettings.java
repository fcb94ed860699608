package dev.namestead.server.lifecycle;

/**
 * The registrar's choices for what becomes of registrations; policies of ICANN's among them, which change.
 *
 * @param addGraceLimit how much may be deleted in the add grace period
 */
public record LifecycleSettings(AddGraceLimit addGraceLimit) {
    public static final LifecycleSettings DEFAULT = new LifecycleSettings(new AddGraceLimit(50, 10, 80));

    /**
     * How many names of an extension a registrar may delete in their add grace period in a calendar month without paying for them (ICANN's AGP
     * Limits Policy): the larger one of two figures.
     *
     * @param names in any case
     * @param percent of the names that were registered and stayed
     * @param warnPercent of the limit, from which on the operator is warned
     */
    public record AddGraceLimit(int names, int percent, int warnPercent) {
        int allowed(DeletionStore.Month month) {
            return Math.max(names, Math.max(0, month.added() - month.deleted()) * percent / 100);
        }

        boolean warns(DeletionStore.Month month) {
            return month.deleted() * 100 >= allowed(month) * warnPercent;
        }
    }
}
