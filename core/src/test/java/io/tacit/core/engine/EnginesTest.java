package io.tacit.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.engine.EngineProvider.Place;
import io.tacit.core.engine.Engines.Choice;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.engine.nd4j.Nd4jEngine;
import io.tacit.core.tensor.Precision;
import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnginesTest {

    /** A provider whose engine is the CPU's, told apart by its number of threads. */
    private record Fake(String name, Place place, Set<Precision> precisions, Optional<String> obstacle, int mark)
            implements EngineProvider {
        @Override
        public Engine open(Precision precision, int threads, int gpu) {
            return new CpuEngine(mark + gpu);
        }
    }

    private static final Fake CPU = new Fake("cpu", Place.CPU, Set.of(Precision.FLOAT32), Optional.empty(), 1);
    private static final Fake GPU = new Fake("gpu", Place.GPU, Set.of(Precision.FLOAT32), Optional.empty(), 2);
    private static final Fake NO_GPU =
            new Fake("gpu", Place.GPU, Set.of(Precision.FLOAT32), Optional.of("no device"), 2);

    private static int mark(Choice choice, EngineProvider... providers) {
        try (Engine engine = new Engines(List.of(providers)).choose(choice, Precision.FLOAT32, 1)) {
            return engine.info().threads();
        }
    }

    @Test
    @DisplayName("C28 auto takes the GPU, and the processor where there is none")
    void auto() {
        assertThat(mark(Choice.AUTO, CPU, GPU)).isEqualTo(2);
        assertThat(mark(Choice.AUTO, CPU, NO_GPU)).isEqualTo(1);
        assertThat(mark(Choice.AUTO, CPU)).isEqualTo(1);
    }

    @Test
    @DisplayName("C28 the GPU's number reaches the engine, of the first provider that can open one")
    void number() {
        try (Engine engine = new Engines(List.of(CPU, NO_GPU, GPU)).on(Place.GPU, Precision.FLOAT32, 1, 3)) {
            assertThat(engine.info().threads()).isEqualTo(2 + 3);
        }
    }

    @Test
    @DisplayName("cpu stays on the processor")
    void cpu() {
        assertThat(mark(Choice.CPU, GPU, CPU)).isEqualTo(1);
    }

    @Test
    @DisplayName("C28 asking for a GPU where there is none is an error with its reason")
    void gpuThatIsNotThere() {
        assertThatThrownBy(() -> mark(Choice.GPU, CPU, NO_GPU))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("gpu", "no device", "auto");
    }

    @Test
    @DisplayName("C28 without a CUDA backend the error names the Maven profile and the driver")
    void gpuWithoutBackend() {
        assertThat(Engines.gpuObstacle(Precision.FLOAT32).orElseThrow()).contains("-Pcuda");
        assertThatThrownBy(() -> Engines.onGpu(1, Precision.FLOAT32))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("-Pcuda", "driver");
    }

    @Test
    @DisplayName("the processor's engine is cpu in either precision; nd4j has to be named")
    void precisions() {
        try (Engine float32 = Engines.open(Choice.AUTO, Precision.FLOAT32, 2);
                Engine float64 = Engines.open(Choice.CPU, Precision.FLOAT64, 2);
                Engine named = Engines.named("nd4j", Precision.FLOAT64, 1)) {
            assertThat(float32).isInstanceOf(CpuEngine.class);
            assertThat(float32.info().threads()).isEqualTo(2);
            assertThat(float64).isInstanceOf(CpuEngine.class);
            assertThat(float64.precision()).isEqualTo(Precision.FLOAT64);
            assertThat(float64.info().threads()).isEqualTo(2);
            assertThat(named).isInstanceOf(Nd4jEngine.class);
            assertThat(named.info().kernels()).startsWith("OpenBLAS ");
        }
    }

    @Test
    @DisplayName("an engine that there is not is refused with the names of those there are")
    void unknownName() {
        assertThatThrownBy(() -> Engines.named("fast", Precision.FLOAT64, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("cpu", "nd4j", "FLOAT64", "'fast'");
    }

    @Test
    @DisplayName("choosing engine cpu loads no class of ND4J, in either precision")
    void nd4jStaysUnloaded() throws Exception {
        try (Recording loader = new Recording()) {
            Class<?> engines = loader.loadClass(Engines.class.getName());
            Method open = Arrays.stream(engines.getMethods())
                    .filter(m -> m.getName().equals("open"))
                    .findFirst()
                    .orElseThrow();
            open.invoke(null, constant(open, 0, "AUTO"), constant(open, 1, "FLOAT32"), 1);
            open.invoke(null, constant(open, 0, "AUTO"), constant(open, 1, "FLOAT64"), 1);
            assertThat(loader.loaded).contains(CpuEngine.class.getName());
            assertThat(loader.loaded)
                    .noneMatch(name -> name.startsWith("org.nd4j.") || name.startsWith("org.bytedeco."));
        }
    }

    private static Object constant(Method method, int parameter, String name) {
        return Arrays.stream(method.getParameterTypes()[parameter].getEnumConstants())
                .filter(c -> c.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Loads everything anew from the class path and remembers what. */
    private static final class Recording extends URLClassLoader {
        final List<String> loaded = new ArrayList<>();

        Recording() throws MalformedURLException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(new File(entry).toURI().toURL());
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            Class<?> found = super.findClass(name);
            loaded.add(name);
            return found;
        }
    }
}
