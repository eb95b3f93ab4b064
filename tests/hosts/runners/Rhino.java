import java.nio.file.Files;
import java.nio.file.Path;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.Scriptable;

/** Runs a script in Rhino as an application embeds it, and prints its value: little-endian typed arrays, a large stack, interpreted. */
public class Rhino extends ContextFactory {
    private static final long STACK_BYTES = 512L << 20;

    @Override
    protected boolean hasFeature(Context context, int feature) {
        return feature == Context.FEATURE_LITTLE_ENDIAN || super.hasFeature(context, feature);
    }

    public static void main(String[] arguments) throws Exception {
        String script = Files.readString(Path.of(arguments[0]));
        Thread thread = new Thread(null, () -> run(script), "script", STACK_BYTES);
        thread.start();
        thread.join();
    }

    private static void run(String script) {
        new Rhino().call(context -> {
            context.setLanguageVersion(Context.VERSION_ES6);
            context.setOptimizationLevel(-1);
            Scriptable scope = context.initStandardObjects();
            System.out.println(Context.toString(context.evaluateString(scope, script, "suite.js", 1, null)));
            return null;
        });
    }
}
