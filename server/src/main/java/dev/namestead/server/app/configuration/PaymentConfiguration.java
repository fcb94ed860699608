package dev.namestead.server.app.configuration;

/** @param provider who takes the customers' money */
public record PaymentConfiguration(Provider provider) {

    /** The known payment providers. */
    public enum Provider {
        /** Test cards; a sandbox only. */
        SANDBOX,
        /** Nobody: accounts are billed outside, on the ledger's word. */
        NONE
    }
}
