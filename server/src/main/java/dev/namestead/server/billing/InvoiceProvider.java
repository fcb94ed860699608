package dev.namestead.server.billing;

/** For a registrar that bills its customers outside: the ledger says what, and nothing is asked of anybody. */
public final class InvoiceProvider implements PaymentProvider {
    public static final PaymentMethod METHOD = new PaymentMethod("invoice", "invoice");

    @Override
    public String name() {
        return METHOD.provider();
    }

    @Override
    public Answer authorise(String key, String methodReference, String description, Money amount) {
        return new Done("invoice-" + key);
    }

    @Override
    public Answer capture(String key, String providerReference, Money amount) {
        return new Done(providerReference);
    }

    @Override
    public Answer refund(String key, String payment, String providerReference, Money amount) {
        return new Done(providerReference);
    }

    @Override
    public Answer release(String key, String providerReference) {
        return new Done(providerReference);
    }
}
