import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

public class Crash_0691d7441c7a9783d876dbe73f18756085cddea9 {
    static final String base64Bytes = String.join("", "AAAACjxlcAAAKA==");

    public static void main(String[] args) throws Throwable {
        Crash_0691d7441c7a9783d876dbe73f18756085cddea9.class.getClassLoader().setDefaultAssertionStatus(true);
        try {
            Method fuzzerInitialize = dev.namestead.epp.fuzz.PlantedFaultFuzzer.class.getMethod("fuzzerInitialize");
            fuzzerInitialize.invoke(null);
        } catch (NoSuchMethodException ignored) {
            try {
                Method fuzzerInitialize = dev.namestead.epp.fuzz.PlantedFaultFuzzer.class.getMethod("fuzzerInitialize", String[].class);
                fuzzerInitialize.invoke(null, (Object) args);
            } catch (NoSuchMethodException ignored1) {
            } catch (IllegalAccessException | InvocationTargetException e) {
                e.printStackTrace();
                System.exit(1);
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            e.printStackTrace();
            System.exit(1);
        }
        byte[] input = java.util.Base64.getDecoder().decode(base64Bytes);
        dev.namestead.epp.fuzz.PlantedFaultFuzzer.fuzzerTestOneInput(input);
    }
}