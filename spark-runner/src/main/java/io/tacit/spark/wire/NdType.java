package io.tacit.spark.wire;

import org.nd4j.linalg.api.buffer.DataType;

/** ND4J's data types with codes of our own: ND4J's enum may be reordered, the wire may not. */
enum NdType {
    FLOAT(1, DataType.FLOAT),
    DOUBLE(2, DataType.DOUBLE),
    HALF(3, DataType.HALF),
    BFLOAT16(4, DataType.BFLOAT16),
    BOOL(5, DataType.BOOL),
    BYTE(6, DataType.BYTE),
    UBYTE(7, DataType.UBYTE),
    SHORT(8, DataType.SHORT),
    UINT16(9, DataType.UINT16),
    INT(10, DataType.INT),
    UINT32(11, DataType.UINT32),
    LONG(12, DataType.LONG),
    UINT64(13, DataType.UINT64),
    UTF8(14, DataType.UTF8);

    private final byte code;
    private final DataType dataType;

    NdType(int code, DataType dataType) {
        this.code = (byte) code;
        this.dataType = dataType;
    }

    byte code() {
        return code;
    }

    DataType dataType() {
        return dataType;
    }

    static NdType of(DataType dataType) {
        for (NdType type : values()) {
            if (type.dataType == dataType) {
                return type;
            }
        }
        throw new IllegalArgumentException("INDArray of type " + dataType + " cannot be sent; cast it first");
    }

    static NdType of(byte code) {
        for (NdType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw WireException.illegal("data type of an INDArray", "1 to 14", code);
    }
}
