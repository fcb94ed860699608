package dev.namestead.server.account;

/**
 * A token at the only moment that its text is known.
 *
 * @param id names the token later, to revoke it
 * @param token the secret itself: shown once, kept nowhere
 */
public record IssuedToken(String id, String token) {
    @Override
    public String toString() {
        return "IssuedToken[" + id + "]";
    }
}
