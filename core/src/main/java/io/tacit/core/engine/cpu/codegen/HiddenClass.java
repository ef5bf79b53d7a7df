package io.tacit.core.engine.cpu.codegen;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A class of Vector API code generated at run time: one stateless object that implements an interface of one method. */
final class HiddenClass implements Opcodes {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final String OBJECT = "java/lang/Object";
    private static final String NO_ARGUMENTS = "()V";

    private HiddenClass() {}

    /**
     * An object whose only method has the generated body.
     *
     * @param type a package-private interface of this package with one method
     * @param format of its vectors
     * @param body writes the code, without frames and stack sizes; these are computed
     */
    static <T> T implement(Class<? super T> type, VectorFormat format, Consumer<VectorCode> body) {
        ClassWriter writer = new Frames();
        String name = Type.getInternalName(type) + "Code";
        writer.visit(V17, ACC_FINAL | ACC_SUPER, name, null, OBJECT, new String[] {Type.getInternalName(type)});
        method(writer, name, format, 0, "<init>", NO_ARGUMENTS, HiddenClass::construct);
        method(writer, name, format, ACC_STATIC, "<clinit>", NO_ARGUMENTS, code -> code.writeClasses(writer));
        Method single = type.getDeclaredMethods()[0];
        method(writer, name, format, ACC_PUBLIC, single.getName(), Type.getMethodDescriptor(single), body);
        writer.visitEnd();
        return instance(type, writer.toByteArray());
    }

    private static void method(
            ClassWriter writer,
            String owner,
            VectorFormat format,
            int access,
            String name,
            String descriptor,
            Consumer<VectorCode> body) {
        MethodVisitor method = writer.visitMethod(access, name, descriptor, null, null);
        method.visitCode();
        body.accept(new VectorCode(method, owner, format));
        method.visitInsn(RETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    private static void construct(VectorCode code) {
        code.load(0);
        code.method.visitMethodInsn(INVOKESPECIAL, OBJECT, "<init>", NO_ARGUMENTS, false);
    }

    @SuppressWarnings("unchecked") // The generated class takes arrays of the format it was generated for.
    private static <T> T instance(Class<? super T> type, byte[] code) {
        try {
            MethodHandles.Lookup defined = LOOKUP.defineHiddenClass(code, true);
            return (T) defined.lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a generated " + type.getSimpleName() + " does not load", e);
        }
    }

    /** Our locals have equal types where branches meet, so no class needs to be looked up. */
    private static final class Frames extends ClassWriter {

        Frames() {
            super(COMPUTE_FRAMES | COMPUTE_MAXS);
        }

        @Override
        protected String getCommonSuperClass(String a, String b) {
            return a.equals(b) ? a : OBJECT;
        }
    }
}
